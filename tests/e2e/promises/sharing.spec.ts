import { mailTo } from '../../helpers/outbox.ts';
import { PortalClient } from '../../helpers/portal-client.ts';
import { expect, test } from '../fixtures.ts';
import { signInAsPatient } from '../sign-in.ts';

test('L8 « Partager » sends an exam to a trusted third party, for a limited time', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Partages et accès');
  await app.shell.getByRole('button', { name: 'Partager un examen' }).first().click();
  const dialog = app.shell.getByRole('dialog');

  await test.step('what is missing is said', async () => {
    await dialog.getByRole('button', { name: 'Partager', exact: true }).click();
    await expect(dialog).toContainText('Choisissez au moins un examen.');
    await expect(dialog).toContainText('Indiquez l’adresse e-mail du destinataire.');
  });

  await dialog.getByText('IRM du genou droit').first().click();
  await expect(dialog.getByRole('checkbox', { name: /IRM du genou droit/ })).toBeChecked();
  await dialog.getByRole('textbox', { name: 'Adresse e-mail du destinataire' }).fill('ami@exemple.fr');
  await dialog.getByRole('button', { name: 'Partager', exact: true }).click();

  const sent = app.shell.getByRole('alertdialog', { name: 'Partage envoyé' });
  await expect(sent).toContainText('L’accès se termine le');
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec((await sent.textContent()) ?? '')?.[0] ?? '';
  expect(code).not.toBe('');
  await sent.getByRole('button', { name: 'J’ai noté le code' }).click();
  const share = app.shell.locator('.sharing-list > li').filter({ hasText: 'ami@exemple.fr' });
  await expect(share).toContainText('Pas encore ouvert');

  const mail = await mailTo(portal, 'ami@exemple.fr');
  expect(mail).not.toContain(code);
  expect(mail).not.toContain('genou');
  const shareToken = /\/s\/([\w-]+)/.exec(mail)?.[1] ?? '';
  const guest = await PortalClient.with(portal, {
    grant_type: 'urn:emage:share',
    share_token: shareToken,
    access_code: code,
  });

  await test.step('the recipient sees that exam and no other', async () => {
    const [exam, ...others] = await guest.items('/api/v1/shared-with-me');
    expect(exam?.['label']).toBe('IRM du genou droit');
    expect(others).toHaveLength(0);
    expect(
      (await guest.get(`/dicom-web/studies/${String(exam?.['studyInstanceUid'])}/metadata`)).status,
    ).toBe(200);
  });

  await test.step('the patient sees that it was opened, and ends it at once', async () => {
    await shell.open('Accueil');
    await shell.open('Partages et accès');
    await expect(share).toContainText('Ouvert 1 fois');
    await app.shell.getByRole('button', { name: 'Arrêter le partage avec ami@exemple.fr' }).click();
    await app.shell.getByRole('alertdialog').getByRole('button', { name: 'Arrêter le partage' }).click();
    await expect(share).toContainText('Arrêté par vous');
    expect((await guest.get('/api/v1/shared-with-me')).status).toBe(401);
    const again = await PortalClient.token(portal, {
      grant_type: 'urn:emage:share',
      share_token: shareToken,
      access_code: code,
    });
    expect(again.status).toBe(410);
  });
});
