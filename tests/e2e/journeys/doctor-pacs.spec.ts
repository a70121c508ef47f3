import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { answerBoxes, boxesOf } from '../../helpers/desktop/outside.ts';
import { orthancIsMissing, startOrthanc } from '../../helpers/servers/orthanc.ts';
import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { PatientsPage } from '../pages/patients-page.ts';
import { signInAs } from '../sign-in.ts';

test.skip(orthancIsMissing !== null, orthancIsMissing ?? '');

test('an exam goes to the doctor’s own archive by STOW-RS, and the patient’s history says so', async ({
  portal,
  launch,
}) => {
  const orthanc = await startOrthanc();
  const inOrthanc = async (path: string): Promise<unknown> =>
    (
      await fetch(`${orthanc.url}${path}`, { headers: { authorization: `Basic ${btoa('portal:secret')}` } })
    ).json();
  try {
    const app = await launch();
    const petit = portal.accounts.find(({ username }) => username === 'helene.petit')!;
    const shell = await signInAs(app, petit);
    await shell.open('Mon espace');
    await app.shell.getByRole('tab', { name: 'Préférences' }).click();
    await app.shell.getByRole('button', { name: 'Configurer…' }).click();
    const form = app.shell.getByRole('form', { name: 'Votre système d’images' });
    await form.getByLabel('Nom', { exact: true }).fill('PACS du cabinet');
    await form.getByLabel('Adresse DICOMweb').fill(`${orthanc.url}/dicom-web/`);
    await form.getByLabel('Identifiant (s’il en faut un)').fill('portal');
    await form.getByRole('textbox', { name: 'Mot de passe' }).fill('wrong');
    await answerBoxes(app, 1);
    await form.getByRole('button', { name: 'Vérifier et enregistrer' }).click();
    await expect.poll(() => boxesOf(app)).toEqual([expect.stringContaining(`${orthanc.url}/dicom-web`)]);
    await expect(form.getByRole('alert')).toHaveCount(0);
    await expect(form.getByRole('button', { name: 'Vérifier et enregistrer' })).toBeEnabled();
    await answerBoxes(app, 0);
    await form.getByRole('button', { name: 'Vérifier et enregistrer' }).click();
    await expect(form.getByRole('alert')).toContainText('refuse la connexion');
    await keepScreenshot(app.shell, 'doctor-pacs-refused');
    await form.getByRole('textbox', { name: 'Mot de passe' }).fill('secret');
    await form.getByRole('button', { name: 'Vérifier et enregistrer' }).click();
    await expect(app.shell.getByText('« PACS du cabinet » répond.')).toBeVisible();
    await expectAccessible(app.shell, 'own archive');

    await shell.open('Patients');
    const patients = new PatientsPage(app.shell);
    await patients.patient(/Madame Martin/).click();
    const exam = patients.exam('IRM du genou droit');
    await exam.getByRole('button', { name: /^Envoyer vers PACS du cabinet/ }).click();
    await expect(exam).toContainText(/\d+ images envoyées vers PACS du cabinet/, { timeout: 60_000 });
    await exam.scrollIntoViewIfNeeded();
    await keepScreenshot(app.shell, 'doctor-sent');

    const client = await PortalClient.signIn(portal, portal.accountOf('patient'));
    const sent = (await client.items('/api/v1/exams')).find((each) => each['label'] === 'IRM du genou droit');
    const studies = (await inOrthanc('/studies?expand')) as { MainDicomTags: { StudyInstanceUID: string } }[];
    expect(studies.map((study) => study.MainDicomTags.StudyInstanceUID)).toEqual([
      sent?.['studyInstanceUid'],
    ]);
    expect(await inOrthanc('/instances')).toHaveLength(Number(sent?.['instanceCount']));
    const history = await client.items('/api/v1/access-history?action=downloaded');
    expect(history[0]).toMatchObject({
      person: { displayName: 'Dr Hélène Petit' },
      exam: { label: 'IRM du genou droit' },
    });
  } finally {
    await orthanc.dispose();
  }
});
