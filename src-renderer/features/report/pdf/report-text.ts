import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** One run of text of a page, as pdf.js gives it. */
export interface Run {
  readonly str: string;
  readonly hasEOL: boolean;
  /** The last two are where it begins, from the page's lower left corner. */
  readonly transform: readonly number[];
  readonly height: number;
}

interface Line {
  readonly text: string;
  /** Of its base line. */
  readonly y: number;
  readonly height: number;
}

/** Lines this much further apart than they are high are paragraphs. */
const paragraphGap = 1.75;
/** A line this full was broken because the page ended, not because the author wanted it. */
const full = 0.8;

/** The whole text of a report, to be put into a letter: paragraphs as they were meant, without the page's line breaks. */
export async function textOf(document: PDFDocumentProxy): Promise<string> {
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(textOfRuns(items.filter((item): item is typeof item & Run => 'str' in item)));
  }
  return pages.filter((page) => page !== '').join('\n\n');
}

export function textOfRuns(runs: readonly Run[]): string {
  const lines = linesOf(runs);
  const widest = Math.max(0, ...lines.map(({ text }) => text.length));
  let text = '';
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before) text += between(before, line, widest);
    text += line.text;
  });
  return text.trim();
}

function between(before: Line, line: Line, widest: number): string {
  const gap = before.y - line.y;
  // Upwards: another column, or a header that was written last.
  if (gap < 0 || gap > paragraphGap * Math.max(before.height, line.height)) return '\n\n';
  const isBroken = before.text.length >= full * widest && !/[.:;!?]$/.test(before.text);
  const isItem = /^[-–•*\d]/.test(line.text);
  return isBroken && !isItem ? ' ' : '\n';
}

function linesOf(runs: readonly Run[]): Line[] {
  const lines: Line[] = [];
  let text = '';
  let y = 0;
  let height = 0;
  const end = (): void => {
    const clean = text.replaceAll(/\s+/g, ' ').trim();
    if (clean !== '') lines.push({ text: clean, y, height });
    text = '';
    height = 0;
  };
  for (const run of runs) {
    if (text === '') y = run.transform[5] ?? y;
    text += run.str;
    height = Math.max(height, run.height);
    if (run.hasEOL) end();
  }
  end();
  return lines;
}
