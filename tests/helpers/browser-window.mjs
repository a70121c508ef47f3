// A browser for tests: Electron with one empty window, which the test drives.
import { app, BrowserWindow } from 'electron';

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 900, height: 700, webPreferences: { sandbox: true } });
  return window.loadURL('about:blank');
});
