import { describe, expect, it } from 'vitest';
import { canReplaceItself, type Installation } from './installation.ts';

const there: Installation = { platform: 'linux', env: {}, program: '', exists: () => false };

describe('an installation', () => {
  it('on Windows replaces itself where the set-up for a person put it, and not where the .msi did', () => {
    const setUp: Installation = {
      ...there,
      platform: 'win32',
      program: 'C:\\Users\\m\\AppData\\Local\\Programs\\e-mage\\e-mage.exe',
      exists: (path) => path === 'C:\\Users\\m\\AppData\\Local\\Programs\\e-mage\\Uninstall e-mage.exe',
    };
    expect(canReplaceItself(setUp)).toBe(true);
    expect(canReplaceItself({ ...setUp, program: 'C:\\Program Files\\e-mage\\e-mage.exe' })).toBe(false);
  });

  it('on Linux replaces itself where it is an AppImage, and not where a package manager put it', () => {
    expect(canReplaceItself({ ...there, env: { APPIMAGE: '/home/m/e-mage.AppImage' } })).toBe(true);
    expect(canReplaceItself({ ...there, program: '/opt/e-mage/e-mage' })).toBe(false);
  });

  it('on macOS replaces itself', () => {
    expect(canReplaceItself({ ...there, platform: 'darwin' })).toBe(true);
  });
});
