import { expect, test, vi } from 'vitest';
import type { LibraryStatus } from '../../src-shared/domain/library.ts';
import { showDownloads } from './show-downloads.ts';

const downloading = (bytes: number, bytesPerSecond: number | null = 5): LibraryStatus => ({
  held: false,
  downloading: {
    exams: 1,
    bytes,
    bytesTotal: 1000,
    instancesDone: 0,
    instancesTotal: 1,
    waiting: false,
    bytesPerSecond,
    secondsLeft: 1,
  },
});

test('shows how far it is on the taskbar and in the title, and nothing once there is nothing', () => {
  const window = {
    isDestroyed: () => false,
    setProgressBar: vi.fn(),
    setTitle: vi.fn(),
    webContents: { getTitle: () => 'Examens – e-mage' } as never,
  };
  showDownloads(window, downloading(345));
  expect(window.setProgressBar).toHaveBeenLastCalledWith(0.345, { mode: 'normal' });
  expect(window.setTitle).toHaveBeenLastCalledWith('34 % – Examens – e-mage');
  showDownloads(window, downloading(1000, null));
  expect(window.setProgressBar).toHaveBeenLastCalledWith(1, { mode: 'paused' });
  expect(window.setTitle).toHaveBeenLastCalledWith('99 % – Examens – e-mage');
  showDownloads(window, { held: false, downloading: null });
  expect(window.setProgressBar).toHaveBeenLastCalledWith(-1);
  expect(window.setTitle).toHaveBeenLastCalledWith('Examens – e-mage');
  expect(() => showDownloads(undefined, downloading(1))).not.toThrow();
});
