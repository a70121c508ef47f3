import { v7 as uuid } from 'uuid';
import { startPortal, type PortalProcess } from '../../../scripts/portal-process.mjs';
import { readConfig } from '../../../src-portal/config.ts';
import { importFolder } from '../../../src-portal/dicomweb/files/import-folder.ts';
import { openPortal } from '../../../src-portal/portal.ts';
import { registerStudies } from '../../../src-portal/services/exam-registry.ts';
import { hashPassword } from '../../../src-portal/services/passwords.ts';

const password = 'quatre chevaux gris';

/** A portal in a process of its own whose one patient has the study in `images`. */
export async function startBenchPortal(options: {
  dataFolder: string;
  images: string;
  env?: Record<string, string>;
}): Promise<PortalProcess & { token: string }> {
  const portal = await openPortal(
    readConfig({ PORTAL_DATA: options.dataFolder, PORTAL_LOG_LEVEL: 'silent', ...options.env }),
  );
  const id = uuid();
  await portal.db
    .insertInto('patient')
    .values({
      id,
      patientNumber: 'BENCH',
      familyName: 'Bench',
      givenName: 'Anne',
      displayName: 'Anne Bench',
      birthDate: null,
      sex: null,
      searchText: 'bench anne',
    })
    .execute();
  await portal.db
    .insertInto('account')
    .values({
      id,
      kind: 'patient',
      username: 'anne',
      usernameKey: 'anne',
      passwordHash: await hashPassword(password),
      patientId: id,
    })
    .execute();
  if (portal.files) {
    const { studyUids } = await importFolder(portal.files, options.images);
    await registerStudies(portal.db, portal.images, studyUids);
  }
  await portal.close();
  const running = await startPortal({
    dataFolder: options.dataFolder,
    args: [],
    env: { PORTAL_LOG_LEVEL: 'error', ...options.env },
  });
  return { ...running, token: await signIn(running.url) };
}

export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', username: 'anne', password }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
