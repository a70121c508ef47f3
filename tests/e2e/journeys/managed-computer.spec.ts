import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

// docs/managed-computers.md

test('the policy of a managed computer names the portal and keeps updates away; what is of no use is left out', async ({
  launch,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'emage-policy-'));
  const policy = join(folder, 'policy.json');
  await writeFile(
    policy,
    JSON.stringify({ portalAddress: 'https://imagerie.example.org', updates: 'off', proxy: 'no proxy' }),
  );
  const app = await launch({ env: { EMAGE_POLICY: policy } });
  await expect(new SignInPage(app.shell).address).toHaveValue(/^(https:\/\/)?imagerie\.example\.org$/);
  const state = await app.shell.evaluate(() => window.emage.calls['updates.state']());
  expect(state).toEqual({ ok: true, value: { kind: 'off', reason: 'managed' } });
  await rm(folder, { recursive: true, force: true });
});
