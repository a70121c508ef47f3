import { answerBoxes, boxesOf } from '../../helpers/desktop/outside.ts';
import { startDamagingProxy } from '../../helpers/servers/damaging-proxy.ts';
import { mailTo } from '../../helpers/portal/outbox.ts';
import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
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
  await test.step('a click beside the form does not lose it', async () => {
    await app.shell.mouse.click(5, 5);
    await expect(dialog).toBeVisible();
  });
  await test.step('nor does a key that belongs to the page below', async () => {
    await app.shell.keyboard.press('Control+1');
    await expect(dialog.getByRole('textbox', { name: 'Adresse e-mail du destinataire' })).toHaveValue(
      'ami@exemple.fr',
    );
  });
  const unlock = async (): Promise<void> => {
    await expect(app.shell.getByRole('heading', { name: 'Application verrouillée' })).toBeVisible();
    const password = app.shell.getByRole('textbox', { name: 'Mot de passe' });
    await password.fill(portal.accountOf('patient').password);
    await app.shell.keyboard.press('Enter');
  };
  await test.step('what was written is still there after a lock', async () => {
    await app.shell.keyboard.press('Control+Shift+L');
    await unlock();
    await app.shell.getByRole('button', { name: 'Partager un examen' }).first().click();
    await expect(dialog.getByRole('textbox', { name: 'Adresse e-mail du destinataire' })).toHaveValue(
      'ami@exemple.fr',
    );
    await expect(dialog.getByRole('checkbox', { name: /IRM du genou droit/ })).toBeChecked();
  });
  await dialog.getByRole('button', { name: 'Partager', exact: true }).click();

  const sent = app.shell.getByRole('alertdialog', { name: 'Partage envoyé' });
  await expect(sent).toContainText('L’accès se termine le');
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec((await sent.textContent()) ?? '')?.[0] ?? '';
  expect(code).not.toBe('');
  await test.step('shown once: neither a key pressed by mistake nor a lock takes it away', async () => {
    await app.shell.keyboard.press('Escape');
    await app.shell.keyboard.press('Control+2');
    await expect(sent).toContainText(code);
    await app.shell.keyboard.press('Control+Shift+L');
    await expect(sent).toHaveCount(0);
    await expect(app.shell.locator('body')).not.toContainText(code);
    await unlock();
    await expect(sent).toContainText(code);
  });
  await test.step('nor does closing the application, without a question', async () => {
    await answerBoxes(app, 0);
    await app.electron.evaluate(({ app: application }) => application.quit());
    await expect
      .poll(() => boxesOf(app))
      .toEqual([expect.stringContaining('n’est affiché qu’une seule fois')]);
    await expect(sent).toContainText(code);
  });
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
    await expect(app.shell.locator('body')).not.toBeFocused();
    expect((await guest.get('/api/v1/shared-with-me')).status).toBe(401);
    const again = await PortalClient.token(portal, {
      grant_type: 'urn:emage:share',
      share_token: shareToken,
      access_code: code,
    });
    expect(again.status).toBe(410);
  });
});

test('L8 a share whose answer is lost on the way is told, and made once', async ({ portal, launch }) => {
  const proxy = await startDamagingProxy();
  proxy.forwardTo(portal.url);
  try {
    const app = await launch({ portalAddress: proxy.url });
    const shell = await signInAsPatient(app, portal);
    await shell.open('Partages et accès');
    await app.shell.getByRole('button', { name: 'Partager un examen' }).first().click();
    const dialog = app.shell.getByRole('dialog');
    await dialog.getByText('IRM du genou droit').first().click();
    await dialog.getByRole('textbox', { name: 'Adresse e-mail du destinataire' }).fill('Ami@exemple.fr');
    const send = dialog.getByRole('button', { name: 'Partager', exact: true });
    // Chromium may send again by itself; more often than this it does not.
    proxy.loseAnswersTo('POST', '/api/v1/shares', 20);
    await send.click();
    await expect(dialog.getByRole('alert')).toContainText('son code d’accès n’est pas arrivé');
    await keepScreenshot(app.shell, 'share-answer-lost');
    proxy.loseAnswersTo('POST', '/api/v1/shares', 0);
    const release = proxy.holdAnswersTo('POST', '/api/v1/shares');
    await send.click();
    const under = dialog.getByRole('button', { name: 'Partager en cours' });
    await expect(under).toBeFocused();
    // It may be made already: whoever closed the form now would never learn the code.
    await app.shell.keyboard.press('Escape');
    await expect(dialog.getByRole('button', { name: 'Annuler' })).toBeDisabled();
    await expect(dialog.getByRole('button', { name: 'Fermer' })).toBeDisabled();
    release();
    await expect(app.shell.getByRole('alertdialog', { name: 'Partage envoyé' })).toBeVisible();
    const patient = await PortalClient.signIn(portal, portal.accountOf('patient'));
    const shares = (await patient.items('/api/v1/shares')).filter(({ recipientEmail }) =>
      /^ami@exemple\.fr$/i.test(String(recipientEmail)),
    );
    expect(shares.filter(({ state }) => state === 'active')).toHaveLength(1);
    expect(shares.length).toBeGreaterThan(1);

    await app.shell.getByRole('button', { name: 'J’ai noté le code' }).click();
    await test.step('one whose end is answered, and the answer lost, is ended', async () => {
      const active = shares.find(({ state }) => state === 'active');
      proxy.loseAnswersTo('DELETE', `/api/v1/shares/${String(active?.['id'])}`, 20);
      await app.shell.getByRole('button', { name: 'Arrêter le partage avec ami@exemple.fr' }).click();
      const asked = app.shell.getByRole('alertdialog');
      await asked.getByRole('button', { name: 'Arrêter le partage' }).click();
      await expect(asked).toHaveCount(0);
      await expect(app.shell.getByRole('button', { name: /avec ami@exemple\.fr/ })).toHaveCount(0);
      await expect(app.shell.locator('body')).not.toBeFocused();
    });
  } finally {
    await proxy.close();
  }
});
