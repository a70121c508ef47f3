import { toBlob } from './to-blob.ts';

/** Lays sheets in the window where only paper sees them, and asks the system to print. Leaves nothing behind. */
export async function printSheets(sheets: AsyncIterable<HTMLCanvasElement>): Promise<void> {
  const paper = document.createElement('div');
  paper.className = 'images-print';
  const style = document.createElement('style');
  style.textContent = '@page { size: A4 portrait; margin: 0; }';
  const addresses: string[] = [];
  try {
    for await (const canvas of sheets) {
      const image = new Image();
      image.alt = '';
      image.src = URL.createObjectURL(await toBlob(canvas));
      // A canvas keeps its pixels until it is collected.
      canvas.width = canvas.height = 0;
      addresses.push(image.src);
      await image.decode();
      paper.append(image);
    }
    document.head.append(style);
    document.body.append(paper);
    await new Promise<void>((resolve) => {
      window.addEventListener('afterprint', () => resolve(), { once: true });
      window.print();
    });
  } finally {
    paper.remove();
    style.remove();
    for (const address of addresses) URL.revokeObjectURL(address);
  }
}
