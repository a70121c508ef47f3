import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';

export interface Browser {
  readonly page: Page;
  /** Addresses that it gave to the system, for other applications to open. */
  handedOver(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The person's own browser, as far as a test needs one: Chromium with a profile of its own. */
export async function openBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'emage-browser-'));
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const electron = await _electron.launch({
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      '--lang=fr-FR',
      `--user-data-dir=${profile}`,
      join(import.meta.dirname, 'browser-window.mjs'),
    ],
  });
  return {
    page: await electron.firstWindow(),
    handedOver: () => electron.evaluate(() => (globalThis as { handedOver?: string[] }).handedOver ?? []),
    async close() {
      await electron.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
