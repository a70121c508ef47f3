import type { TestApp } from '../helpers/desktop/app.ts';
import { accountNamed, type TestPortal } from '../helpers/portal/portal.ts';
import { ExamsPage } from './pages/exams-page.ts';
import { ViewerWindow } from './pages/viewer-window.ts';
import { PatientsPage } from './pages/patients-page.ts';
import { signInAs, signInAsPatient } from './sign-in.ts';

/** Signs the demo patient in and opens an exam's images from the list, as a person does. */
export async function openImages(app: TestApp, portal: TestPortal, label: string): Promise<ViewerWindow> {
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const viewer = new ViewerWindow(await app.viewerFrom(() => new ExamsPage(app.shell).viewImages(label)));
  await viewer.waitForImage();
  return viewer;
}

/** Signs a doctor in whom the demo patient declared, and opens that patient's time line. */
export async function openRecord(app: TestApp, portal: TestPortal): Promise<PatientsPage> {
  const shell = await signInAs(app, accountNamed(portal, 'helene.petit'));
  await shell.open('Patients');
  const patients = new PatientsPage(app.shell);
  await patients.patient(/Madame Martin/).click();
  return patients;
}
