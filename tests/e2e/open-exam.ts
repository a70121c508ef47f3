import type { TestApp } from '../helpers/app.ts';
import type { TestPortal } from '../helpers/portal.ts';
import { ExamsPage } from './pages/exams-page.ts';
import { ViewerWindow } from './pages/viewer-window.ts';
import { signInAsPatient } from './sign-in.ts';

/** Signs the demo patient in and opens an exam's images from the list, as a person does. */
export async function openImages(app: TestApp, portal: TestPortal, label: string): Promise<ViewerWindow> {
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const viewer = new ViewerWindow(await app.viewerFrom(() => new ExamsPage(app.shell).viewImages(label)));
  await viewer.waitForImage();
  return viewer;
}
