// The library process as the application starts it, without the application: benchmarks and fault runs speak to it over
// standard input and output, a JSON object a line.
import { app, MessageChannelMain, utilityProcess } from 'electron';
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

  let most = 0;
  const watch = setInterval(() => {
    const [main, library] = ['Browser', 'Utility'].map((type) =>
      app
        .getAppMetrics()
        .filter((metric) => metric.type === type && (type === 'Browser' || metric.name === 'e-mage library'))
        .reduce((sum, metric) => sum + metric.memory.workingSetSize / 1024, 0),
    );
    most = Math.max(most, main + library);
  }, 100);

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
    } else say(message);
  });
  child.on('exit', (code) => {
    say({ kind: 'exit', code });
    app.exit(0);
  });

  /** Reads instances over a byte channel, many under way, and answers bytes and milliseconds. */
  async function readAll(refs, atOnce) {
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'viewer' }, [port1]);
    port2.start();
    const started = performance.now();
    let bytes = 0;
    let next = 0;
    await new Promise((resolve, reject) => {
      let left = refs.length;
      const ask = () => {
        if (next >= refs.length) return;
        port2.postMessage({ kind: 'get', id: next, ref: refs[next], priority: next });
        next += 1;
      };
      port2.on('message', ({ data }) => {
        if (data.kind !== 'bytes') return reject(new Error(JSON.stringify(data)));
        bytes += data.bytes.byteLength;
        ask();
        if (--left === 0) resolve();
      });
      for (let n = 0; n < atOnce; n += 1) ask();
    });
    port2.close();
    return { bytes, ms: performance.now() - started };
  }

  createInterface({ input: process.stdin })
    .on('line', async (line) => {
      const { id, name, input } = JSON.parse(line);
      if (name === 'memory') {
        say({ kind: 'result', id, result: { ok: true, value: most } });
        most = 0;
      } else if (name === 'read') {
        say({ kind: 'result', id, result: { ok: true, value: await readAll(input.refs, input.atOnce) } });
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
