// The yardstick: the least that an application of this runtime can be, with a caret that blinks as in our sign-in page.
import { app, BrowserWindow } from 'electron';

void app
  .whenReady()
  .then(() =>
    new BrowserWindow({ width: 1200, height: 820 }).loadURL('data:text/html,<h1>empty</h1><input autofocus>'),
  );
