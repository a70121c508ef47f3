import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from './config.ts';

const fileOf = (settings: object): string => {
  const folder = mkdtempSync(join(tmpdir(), 'emage-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'portal.json');
  writeFileSync(file, JSON.stringify(settings));
  return file;
};

it('takes settings from a file, and the environment before it', () => {
  const file = fileOf({ port: 9000, name: 'Hôpital', shareDurationsDays: [2, 5], browserSignIn: true });
  expect(readConfig({ PORTAL_CONFIG: file, PORTAL_PORT: '0', PORTAL_NAME: '' })).toMatchObject({
    port: 0,
    name: 'Hôpital',
    shareDurationsDays: [2, 5],
    browserSignIn: true,
  });
});

it('refuses a setting that it does not know, by its name', () => {
  expect(() => readConfig({ PORTAL_CONFIG: fileOf({ prot: 9000 }) })).toThrow('prot');
});

it('says which setting is wrong under both of its names, and what it should be', () => {
  expect(() => readConfig({ PORTAL_PORT: 'abc' })).toThrow('PORTAL_PORT (in a file: port)');
  expect(() => readConfig({ PORTAL_SHARE_DURATIONS_DAYS: '1,x' })).toThrow(
    'PORTAL_SHARE_DURATIONS_DAYS (in a file: shareDurationsDays): whole numbers of days',
  );
  expect(() => readConfig({ DATABASE_URL: 'mysql://host/database' })).toThrow('only PostgreSQL');
});
