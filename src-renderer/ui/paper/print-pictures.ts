import './print-pictures.css';

export interface PrintOptions {
  /** The paper's size, as CSS says it in `@page`: one for all, for browsers know no other way that every printer follows. */
  readonly paper: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lays pictures in the window where only paper sees them, a page each, and asks the system to print. Resolves once the
 * system's dialog is gone; nothing is left behind.
 */
export async function printPictures(pages: AsyncIterable<Blob>, options: PrintOptions): Promise<void> {
  const { paper, signal } = options;
  const sheets = document.createElement('div');
  sheets.className = 'ui-print';
  const style = document.createElement('style');
  style.textContent = `@page { size: ${paper}; margin: 0; }`;
  const addresses: string[] = [];
  try {
    for await (const page of pages) {
      signal?.throwIfAborted();
      const image = new Image();
      image.alt = '';
      image.src = URL.createObjectURL(page);
      addresses.push(image.src);
      await image.decode();
      sheets.append(image);
    }
    signal?.throwIfAborted();
    document.head.append(style);
    document.body.append(sheets);
    await printed(signal);
  } finally {
    sheets.remove();
    style.remove();
    for (const address of addresses) URL.revokeObjectURL(address);
  }
}

/** `print` may return at once or when the dialog closes, as the platform does it; `afterprint` comes in both. */
const printed = (signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    window.addEventListener('afterprint', () => resolve(), { once: true, ...(signal && { signal }) });
    // A system that shows no dialog may never say that it is gone.
    signal?.addEventListener('abort', () => resolve(), { once: true });
    window.print();
  });
