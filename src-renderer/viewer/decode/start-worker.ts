const start = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'decode' });

let early: Worker | null = null;

/** A worker takes longer to start than an image to decode: the first one starts while the page is still being read. */
export const startEarly = (): void => {
  early ??= start();
};

/** The one that was started early, then new ones. */
export const startWorker = (): Worker => {
  const worker = early ?? start();
  early = null;
  return worker;
};
