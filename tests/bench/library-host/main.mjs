// The library process as the application starts it, without the application: benchmarks and fault runs speak to it over
// standard input and output, a JSON object a line.
import { app, BrowserWindow, ipcMain, MessageChannelMain, utilityProcess } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [entry] = process.argv.slice(-1);
// Not awaited here: the application is ready only after this module has been run.
void app.whenReady().then(() => serve(entry));

function serve(entry) {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'e-mage library',
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  });
  const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

  // Resident: with every page of the program that all of Electron's processes share counted for each of them. Proportional: each
  // page divided by those who share it, so that the sum is what they take. Own: the pages that only one of them has and has
  // written to, which a task manager of Windows or macOS shows. (Linux alone says the last two.)
  const none = { resident: 0, proportional: 0, own: 0 };
  const most = { ...none };
  const takenBy = (pid) => {
    let rollup;
    try {
      rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    } catch {
      return none;
    }
    const megabytes = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]) / 1024;
    return { proportional: megabytes('Pss'), own: megabytes('Private_Dirty') };
  };
  const watch = setInterval(() => {
    const counted = app
      .getAppMetrics()
      .filter(({ type, name }) => type === 'Browser' || (type === 'Utility' && name === 'e-mage library'));
    const now = counted.map(({ pid, memory }) => ({
      resident: memory.workingSetSize / 1024,
      ...takenBy(pid),
    }));
    for (const way of Object.keys(none))
      most[way] = Math.max(
        most[way],
        now.reduce((sum, each) => sum + each[way], 0),
      );
  }, 200);

  let nextId = 0;
  const waiting = new Map();
  const call = (name, input) =>
    new Promise((resolve) => {
      waiting.set(nextId, resolve);
      child.postMessage({ kind: 'call', id: nextId++, name, input });
    });
  child.on('message', (message) => {
    if (message.kind === 'answer') {
      waiting.get(message.id)?.(message.result);
      waiting.delete(message.id);
    } else if (message.kind === 'token') {
      child.postMessage({ kind: 'token', id: message.id, result: { ok: true, value: 'bench' } });
    } else if (message.kind === 'route') {
      // Loopback and no proxy, as main finds it.
      child.postMessage({ kind: 'route', id: message.id, route: { authority: null } });
    } else say(message);
  });
  child.on('exit', (code) => {
    say({ kind: 'exit', code });
    app.exit(0);
  });

  let window = null;
  let echo = null;
  /** Reads instances in a renderer, many under way; `give` hands the other end of the channel to who answers. */
  async function readAll(refs, atOnce, give) {
    if (!window) {
      const preload = join(import.meta.dirname, 'reader.cjs');
      window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await window.loadURL('data:text/html,reader');
    }
    const { port1, port2 } = new MessageChannelMain();
    give(port1);
    const done = new Promise((resolve) => ipcMain.once('read', (_event, result) => resolve(result)));
    window.webContents.postMessage('read', { refs, atOnce }, [port2]);
    const result = await done;
    if (result.failure) throw new Error(result.failure);
    return result;
  }
  const fromLibrary = (port) => child.postMessage({ kind: 'viewer' }, [port]);
  const fromEcho = (bytes) => (port) => {
    echo ??= utilityProcess.fork(join(import.meta.dirname, 'echo.mjs'), [], { serviceName: 'echo' });
    echo.postMessage({ bytes }, [port]);
  };

  createInterface({ input: process.stdin })
    .on('line', async (line) => {
      const { id, name, input } = JSON.parse(line);
      if (name === 'memory') {
        say({ kind: 'result', id, result: { ok: true, value: { ...most } } });
        Object.assign(most, none);
      } else if (name === 'read') {
        const give = input.echoBytes === undefined ? fromLibrary : fromEcho(input.echoBytes);
        say({
          kind: 'result',
          id,
          result: { ok: true, value: await readAll(input.refs, input.atOnce, give) },
        });
      } else if (name === 'stop') {
        clearInterval(watch);
        app.exit(0);
      } else {
        if (input?.key) input.key = new Uint8Array(Buffer.from(input.key, 'base64'));
        say({ kind: 'result', id, result: await call(name, input) });
      }
    })
    .on('close', () => app.exit(0));
  say({ kind: 'up', pid: child.pid ?? null });
  child.once('spawn', () => say({ kind: 'spawned', pid: child.pid }));
}
