import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { buildWorld } from './build-world.ts';
import { reportPdf, type ReportSource } from './report-layout.ts';
import { imagesBySeries } from './world/image-counts.ts';

const world = buildWorld();
const sources: ReportSource[] = world.exams.flatMap((exam) =>
  exam.reports.map((report) => ({
    report,
    exam,
    patient: world.patients.find(({ id }) => id === exam.patientId)!,
    establishment: world.establishments.find(({ id }) => id === exam.establishmentId)!,
  })),
);
const thorax = sources.find(({ exam }) => exam.key === 'martin-ct-thorax')!;

async function read(bytes: Buffer) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
  }
  return { pages, pdf, metadata: await pdf.getMetadata() };
}

describe('a report', () => {
  it('says everything on pages that are numbered', async () => {
    const { pages } = await read(await reportPdf(thorax));
    expect(pages).toHaveLength(2);
    const text = pages.join('\n').replace(/\s+/g, ' ');
    for (const words of [
      'CHRU de Nancy-Haye',
      'MARTIN Jeanne',
      '17 avril 1951',
      'Dr Hélène Petit',
      'Œsophage sans particularité',
      '(série 2, image 87)',
      'Nous invitons Madame Martin',
      'Dr Philippe Weber',
      'Page 2 sur 2',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('is a tagged document in French with a title', async () => {
    const { pdf, metadata } = await read(await reportPdf(thorax));
    expect(metadata.info).toMatchObject({ Title: 'Compte rendu – Scanner du thorax', Language: 'fr-FR' });
    const tree = await (await pdf.getPage(1)).getStructTree();
    expect(JSON.stringify(tree)).toContain('"role":"H1"');
  });

  it('is the same every time', async () => {
    expect((await reportPdf(thorax)).equals(await reportPdf(thorax))).toBe(true);
  });

  it.each(sources.map((source) => [source.exam.key, source] as const))(
    '%s fits on one page or two, and speaks of images that are there',
    async (_key, source) => {
      const { pages } = await read(await reportPdf(source));
      expect(pages.length).toBeLessThanOrEqual(2);
      const counts = source.exam.images ? imagesBySeries(source.exam.images) : [];
      const references = [...pages.join('\n').matchAll(/série\s+(\d+),\s+image\s+(\d+)/g)];
      for (const [, series, image] of references) {
        expect(counts[Number(series) - 1] ?? 0).toBeGreaterThanOrEqual(Number(image));
      }
      expect(references.length > 0).toBe(counts.length > 0);
    },
  );
});
