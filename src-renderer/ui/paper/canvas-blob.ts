/** A canvas as PNG. The canvas gives its pixels back at once: it would keep them until it is collected. */
export async function takeBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  canvas.width = canvas.height = 0;
  if (blob === null) throw new Error('a canvas gave no picture');
  return blob;
}
