import { keepScreenshot, expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { Shell } from '../pages/shell.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';

test('who does not stay signed in opens what is kept here with the password alone, the portal being down', async ({
  portal,
  launch,
}) => {
  const account = portal.accountOf('patient');
  const first = await launch();
  const signIn = new SignInPage(first.shell);
  await signIn.username.fill(account.username);
  await signIn.password.fill(account.password);
  await signIn.stay.click({ force: true });
  await expect(signIn.stay).not.toBeChecked();
  await signIn.submit.click();
  await first.shell.getByRole('heading', { level: 1, name: /^Bonjour/ }).waitFor();
  const kept = await first.shell.evaluate(async () => {
    const listed = await window.emage.calls['exams.list']();
    if (!listed.ok) throw new Error(listed.error.code);
    const small = listed.value.items
      .filter(
        ({ imagesAvailable, modalities }) => imagesAvailable && modalities.some((each) => each !== 'SR'),
      )
      .sort((a, b) => a.bytes - b.bytes)[0];
    await window.emage.calls['library.keep']({ examId: small?.id ?? '' });
    return small;
  });
  const stateOf = () =>
    first.shell.evaluate(async () => {
      const entries = await window.emage.calls['library.list']();
      return entries.ok && entries.value[0]?.state;
    });
  await expect.poll(stateOf, { timeout: 30_000 }).toBe('kept');
  await first.quit();
  await portal.stop();

  const second = await launch({ userData: first.userData });
  const again = new SignInPage(second.shell);
  await expect(again.username).toHaveValue(account.username);
  await expect(second.shell.getByText('Le portail ne répond pas.')).toBeVisible();
  await expect(again.stay).toHaveCount(0);
  await keepScreenshot(second.shell, 'offline-password');
  const open = second.shell.getByRole('button', { name: 'Ouvrir mes examens gardés ici' });
  await again.password.fill('not the password');
  await open.click();
  await expect(again.alert).toContainText('2 essais');
  await keepScreenshot(second.shell, 'offline-password-wrong');
  await again.password.fill(account.password);
  await open.click();
  await second.shell.getByRole('heading', { level: 1, name: /^Bonjour/ }).waitFor();
  await expect(new Shell(second.shell).offline.first()).toBeVisible();
  const viewer = await second.viewerFrom(() =>
    second.shell.evaluate(async (examId) => {
      await window.emage.calls['viewer.open']({ examId });
    }, kept?.id ?? ''),
  );
  await new ViewerWindow(viewer).waitForImage();

  // The portal answers again: it asks who is there, and everything is as before.
  await portal.restart();
  const lock = second.shell.getByRole('heading', { level: 1, name: 'Application verrouillée' });
  await lock.waitFor({ timeout: 60_000 });
  await expect(second.shell.getByText(/le portail répond à nouveau/)).toBeVisible();
  await keepScreenshot(second.shell, 'portal-is-back');
  await again.password.fill(account.password);
  await second.shell.getByRole('button', { name: 'Déverrouiller' }).click();
  await expect(new Shell(second.shell).offline).toHaveCount(0);

  // And does not offer again what the person did not want on this computer.
  await second.shell.evaluate(() => window.emage.calls['session.leave']());
  await expect(again.stay).not.toBeChecked();
});
