import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

// What cannot be built here (Windows, macOS) is held by its configuration (docs/releasing.md).

const root = join(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
interface Platform {
  readonly icon: string;
  readonly target: readonly { readonly target: string; readonly arch: readonly string[] }[];
}
interface Configuration {
  readonly files: readonly string[];
  readonly asar: unknown;
  readonly electronFuses: unknown;
  readonly protocols: unknown;
  readonly fileAssociations: unknown;
  readonly win: Platform & { readonly verifyUpdateCodeSignature: boolean };
  readonly mac: Platform & { readonly entitlements: string; readonly entitlementsInherit: string };
  readonly linux: Platform;
  readonly nsis: { readonly installerIcon: string; readonly uninstallerIcon: string };
  readonly msi: { readonly upgradeCode: string };
  readonly dmg: { readonly background: string };
}
const config = parse(text('electron-builder.yml')) as Configuration;
const targets = (platform: 'win' | 'mac' | 'linux'): Record<string, readonly string[]> =>
  Object.fromEntries(config[platform].target.map(({ target, arch }) => [target, arch]));

describe('electron-builder.yml', () => {
  it('is what electron-builder takes', () => {
    const schema = JSON.parse(text('node_modules/app-builder-lib/scheme.json')) as object;
    const ajv = new Ajv({ strict: false, allErrors: true });
    const valid = ajv.validate(schema, config);
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('names files that are there', () => {
    const { win, mac, linux, dmg, nsis } = config;
    for (const file of [
      win.icon,
      mac.icon,
      linux.icon,
      mac.entitlements,
      mac.entitlementsInherit,
      dmg.background,
      nsis.installerIcon,
      nsis.uninstallerIcon,
    ])
      expect(existsSync(join(root, file)), file).toBe(true);
  });

  it('makes every installer', () => {
    expect(targets('win')).toEqual({ nsis: ['x64', 'arm64'], msi: ['x64', 'arm64'] });
    expect(targets('mac')).toEqual({ dmg: ['universal'], zip: ['universal'] });
    expect(targets('linux')).toEqual({ AppImage: ['x64'], deb: ['x64'] });
  });

  it('installs for one person without an administrator, and silently for a managed computer', () => {
    expect(config.nsis).toMatchObject({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false });
    expect(config.msi).toMatchObject({ oneClick: true, perMachine: true, runAfterFinish: false });
    expect(config.msi.upgradeCode).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  });

  it('hardens and notarises on macOS, with no more than the one entitlement', () => {
    expect(config.mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    const entitlements = [...text(config.mac.entitlements).matchAll(/<key>(.+?)<\/key>/g)].map(
      ([, key]) => key,
    );
    expect(entitlements).toEqual(['com.apple.security.cs.allow-jit']);
  });

  it('closes every way in that a fuse can close', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config.asar).toBe(true);
    expect(config.win.verifyUpdateCodeSignature).toBe(true);
  });

  it('opens emage:// and .dcm', () => {
    expect(config.protocols).toMatchObject([{ schemes: ['emage'] }]);
    expect(config.fileAssociations).toMatchObject([{ ext: 'dcm', mimeType: 'application/dicom' }]);
  });

  it('ships no source map and no package that is not needed when it runs', () => {
    const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
    expect(config.files).toContain('!**/*.map');
    expect(Object.keys(dependencies)).toEqual(['keytar']);
  });
});

describe('the release workflow', () => {
  interface Step {
    readonly run?: string;
    readonly if?: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  const { jobs } = parse(text('.github/workflows/release.yml')) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
  };
  const steps = jobs['installers']?.steps ?? [];
  const packaging = steps.find(({ run }) => run?.startsWith('npm run package'));

  it('gives each system its own secrets, and no other any', () => {
    const secrets = Object.values(packaging?.env ?? {}).filter((value) => value.includes('secrets.'));
    expect(secrets).toHaveLength(6);
    for (const value of secrets)
      expect(value).toMatch(/^\$\{\{ runner\.os == '(Windows|macOS)' && secrets\.[A-Z_]+ \|\| '' \}\}$/);
  });

  it('hands the key that notarises over in a file, as the tool takes it', () => {
    expect(packaging?.env).not.toHaveProperty('APPLE_API_KEY');
    const written = steps.find(({ run }) => run?.includes('APPLE_API_KEY=$RUNNER_TEMP/notary.p8'));
    expect(written?.if).toBe("runner.os == 'macOS'");
    expect(steps.indexOf(written!)).toBeLessThan(steps.indexOf(packaging!));
  });
});

describe('the workflows', () => {
  // A tag can be moved to other code by whoever takes over an action; a commit cannot.
  it.each(['ci.yml', 'release.yml'])('%s names each action by its commit', (name) => {
    const uses = [...text(`.github/workflows/${name}`).matchAll(/uses: *(.*)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(3);
    for (const action of uses) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
