import type { TestApp } from '../helpers/desktop/app.ts';
import type { TestPortal } from '../helpers/portal/portal.ts';
import { Shell } from './pages/shell.ts';
import { SignInPage } from './pages/sign-in-page.ts';

/** Signs the demo patient in and waits for the menu; in a narrow window it is behind a button. */
export const signInAsPatient = (app: TestApp, portal: TestPortal, isNarrow = false): Promise<Shell> =>
  signInAs(app, portal.accountOf('patient'), isNarrow);

/** Signs somebody in and waits for the menu. */
export async function signInAs(
  app: TestApp,
  account: { username: string; password: string },
  isNarrow = false,
): Promise<Shell> {
  await new SignInPage(app.shell).signIn(account);
  const shell = new Shell(app.shell, isNarrow);
  await app.shell
    .getByRole('main')
    .getByRole('heading', { level: 1, name: /^Bonjour/ })
    .waitFor();
  return shell;
}
