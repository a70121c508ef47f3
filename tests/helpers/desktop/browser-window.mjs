// A browser for tests: Electron with one empty window, which the test drives.
import { app, BrowserWindow } from 'electron';

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 900, height: 700, webPreferences: { sandbox: true } });
  // A link to an application goes to the system, which a test looks at instead.
  globalThis.handedOver = [];
  window.webContents.on('will-navigate', (event) => {
    if (/^https?:/.test(event.url)) return;
    event.preventDefault();
    globalThis.handedOver.push(event.url);
  });
  return window.loadURL('about:blank');
});
