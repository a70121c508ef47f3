import { expect, test, vi } from 'vitest';

// pdf.js wants a browser; what is tested here does not.
vi.mock('pdfjs-dist/legacy/web/pdf_viewer.mjs', () => ({}));
const { spellings } = await import('./pdf-search.ts');

test.each([
  ['nodule', 'nodule'],
  ['oedeme', ['oedeme', 'œdeme']],
  ['Œdème', ['Œdème', 'oedème']],
  ['coeur et caecum', ['coeur et caecum', 'cœur et caecum', 'coeur et cæcum']],
])('%s', (query, expected) => expect(spellings(query)).toEqual(expected));
