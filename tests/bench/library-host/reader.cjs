// Reads instances over a byte channel in a sandboxed renderer, as a viewer window does, and says how long that took.
const { ipcRenderer } = require('electron');

ipcRenderer.on('read', async (event, { refs, atOnce }) => {
  const [port] = event.ports;
  const started = Date.now();
  let [bytes, next, left] = [0, 0, refs.length];
  const failure = await new Promise((resolve) => {
    const ask = () => {
      if (next >= refs.length) return;
      port.postMessage({ kind: 'get', id: next, ref: refs[next], priority: next });
      next += 1;
    };
    port.onmessage = ({ data }) => {
      if (data.kind !== 'bytes') return resolve(JSON.stringify(data));
      bytes += data.bytes.byteLength;
      ask();
      if (--left === 0) resolve(null);
    };
    for (let n = 0; n < atOnce; n += 1) ask();
  });
  const ms = Date.now() - started;
  port.close();
  ipcRenderer.send('read', { bytes, ms, failure });
});
