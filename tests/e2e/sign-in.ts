import type { TestApp } from '../helpers/app.ts';
import type { TestPortal } from '../helpers/portal.ts';
import { Shell } from './pages/shell.ts';
import { SignInPage } from './pages/sign-in-page.ts';

/** Signs the demo patient in and waits for the menu. */
export async function signInAsPatient(app: TestApp, portal: TestPortal): Promise<Shell> {
  await new SignInPage(app.shell).signIn(portal.accountOf('patient'));
  const shell = new Shell(app.shell);
  await shell.menu.waitFor();
  return shell;
}
