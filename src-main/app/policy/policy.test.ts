import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePolicy } from './policy.ts';
import { readPolicyPlace } from './read-policy.ts';
import { parseRegistry } from './registry.ts';

describe('the policy of a managed computer', () => {
  it('holds what it names', () => {
    const found = {
      portalAddress: 'https://imagerie.example.org',
      updates: 'off',
      cacheLimitGigabytes: 20,
      proxy: 'proxy.hospital.example:3128',
    };
    expect(parsePolicy(found)).toEqual({ policy: found, refused: [] });
  });

  it('leaves out what is of no use, and keeps the rest', () => {
    expect(
      parsePolicy({ portalAddress: 'http://insecure.example', updates: 'off', proxy: 'a b', constructor: 1 }),
    ).toEqual({ policy: { updates: 'off' }, refused: ['portalAddress', 'proxy', 'constructor'] });
  });

  it('never throws, whatever lies there', () => {
    fc.assert(
      fc.property(fc.anything(), (found) => {
        expect(parsePolicy(found).policy).toBeTypeOf('object');
      }),
    );
  });

  it('is read from the registry as Windows prints it', () => {
    const printed =
      '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\e-mage\r\n' +
      '    PortalAddress    REG_SZ    https://imagerie.example.org\r\n' +
      '    Updates    REG_SZ    off\r\n    CacheLimitGigabytes    REG_DWORD    0x14\r\n\r\n';
    expect(parsePolicy(parseRegistry(printed))).toEqual({
      policy: { portalAddress: 'https://imagerie.example.org', updates: 'off', cacheLimitGigabytes: 20 },
      refused: [],
    });
    expect(parseRegistry('ERROR: The system was unable to find the key.')).toBeNull();
  });
});

describe('the policy file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'emage-policy-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read, may be missing, and fails aloud where it is no JSON', () => {
    const file = join(folder, 'policy.json');
    expect(readPolicyPlace('linux', file)).toBeNull();
    writeFileSync(file, '{"updates":"off"}');
    expect(readPolicyPlace('linux', file)).toEqual({ updates: 'off' });
    writeFileSync(file, '{');
    expect(() => readPolicyPlace('linux', file)).toThrow();
  });
});
