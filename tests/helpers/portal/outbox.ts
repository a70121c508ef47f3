import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestPortal } from './portal.ts';

/** The newest mail in the portal's outbox that was sent to `recipient`. */
export async function mailTo(portal: Pick<TestPortal, 'dataFolder'>, recipient: string): Promise<string> {
  const outbox = join(portal.dataFolder, 'outbox');
  for (const file of (await readdir(outbox)).sort().reverse()) {
    const text = await readFile(join(outbox, file), 'utf8');
    if (text.includes(recipient)) return text.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  }
  throw new Error(`no mail to ${recipient}`);
}

/** The link in the mail of a share: the page that a recipient sees first. */
export const sharePageIn = (mail: string): string => /http[^\s"<>]+\/s\/[\w-]+/.exec(mail)?.[0] ?? '';

/** What the page behind the mail's link opens the application with. */
export async function deepLinkOf(portal: TestPortal, mail: string): Promise<string> {
  const address = sharePageIn(mail);
  const page = await (await fetch(address)).text();
  const link = /href="(emage:[^"]+)"/.exec(page)?.[1];
  if (link === undefined) throw new Error(`no link on the page of ${portal.url}`);
  return link.replaceAll('&amp;', '&');
}
