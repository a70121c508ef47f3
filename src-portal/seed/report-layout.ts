import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { WorldEstablishment, WorldExam, WorldPatient, WorldReport } from './world.ts';

export interface ReportSource {
  readonly report: WorldReport;
  readonly exam: WorldExam;
  readonly patient: WorldPatient;
  readonly establishment: WorldEstablishment;
}

type Pdf = InstanceType<typeof PDFDocument>;

/** The document, and the root of what a screen reader sees of it. */
interface Sheet {
  readonly pdf: Pdf;
  readonly root: PDFKit.PDFStructureElement;
}

// pdf.js brings Liberation Sans (SIL Open Font License): it covers French, and may be embedded.
const require = createRequire(import.meta.url);
const font = (style: string): string =>
  require.resolve(`pdfjs-dist/standard_fonts/LiberationSans-${style}.ttf`);

const ink = '#1d2326';
const quiet = '#5a666b';
const accent = '#0f5f66';
const tint = '#eef5f5';
const rule = '#c8d4d5';

const left = 62;
const width = 595.28 - 2 * left;
const footerY = 792;

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });
const clock = new Intl.DateTimeFormat('fr-FR', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Paris',
});
const french = (date: Date): string => day.format(date).replace(/^1 /, '1er ');
const dayOf = (iso: string): string => french(new Date(iso));
const clockOf = (iso: string): string => clock.format(new Date(iso)).replace(':', ' h ');
const birthDay = (date: string): string => french(new Date(`${date}T12:00:00Z`));

/** Marks what is written inside with its role, for readers of the screen (PDF 1.7 §14.7). */
function tagged({ pdf, root }: Sheet, role: string, write: () => void): void {
  root.add(pdf.struct(role, {}, write));
}

/** What belongs to the paper and not to the text: lines, colours, page numbers. */
function artefact(pdf: Pdf, write: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  write();
  pdf.endMarkedContent();
}

function letterhead(
  sheet: Sheet,
  { name, service, address, postcode, town, telephone }: WorldEstablishment,
): void {
  const { pdf } = sheet;
  tagged(sheet, 'P', () => {
    pdf
      .font('bold')
      .fontSize(15)
      .fillColor(accent)
      .text(name, left, 46, { width: width * 0.62 });
    pdf
      .font('regular')
      .fontSize(9)
      .fillColor(quiet)
      .text(service, { width: width * 0.62 });
  });
  const below = pdf.y;
  tagged(sheet, 'P', () => {
    pdf
      .font('regular')
      .fontSize(9)
      .fillColor(quiet)
      .text(`${address}\n${postcode} ${town}\nTél. ${telephone}`, left + width * 0.62, 49, {
        width: width * 0.38,
        align: 'right',
        lineGap: 1.5,
      });
  });
  const y = Math.max(below, pdf.y) + 9;
  artefact(pdf, () => pdf.rect(left, y, width, 2).fill(accent));
  pdf.y = y + 20;
}

function facts(sheet: Sheet, { exam, patient, report }: ReportSource): void {
  const { pdf } = sheet;
  const born = patient.sex === 'F' ? 'Née le' : 'Né le';
  const columns = [
    [
      ['Patient', `${patient.familyName} ${patient.givenName}`],
      [born, birthDay(patient.birthDate)],
      ['N° de patient', patient.patientNumber],
    ],
    [
      ['Examen du', `${dayOf(exam.date)} à ${clockOf(exam.date)}`],
      ['Prescripteur', exam.prescriber ?? 'aucun'],
      ['N° d’examen', exam.accessionNumber],
    ],
  ] as const;
  const top = pdf.y;
  const line = 15.5;
  artefact(pdf, () => pdf.roundedRect(left, top, width, 3 * line + 17, 5).fill(tint));
  columns.forEach((rows, column) => {
    const x = left + 14 + column * (width / 2 - 4);
    rows.forEach(([label, value], row) => {
      tagged(sheet, 'P', () => {
        const y = top + 10 + row * line;
        pdf
          .font('regular')
          .fontSize(9)
          .fillColor(quiet)
          .text(`${label} `, x, y + 1, { width: 74 });
        pdf
          .font(row === 0 ? 'bold' : 'regular')
          .fontSize(10)
          .fillColor(ink)
          .text(value, x + 74, y, { width: width / 2 - 92, lineBreak: false });
      });
    });
  });
  pdf.y = top + 3 * line + 36;
  tagged(sheet, 'H1', () => {
    pdf.font('bold').fontSize(19).fillColor(ink).text(exam.label, left, pdf.y, { width });
  });
  tagged(sheet, 'P', () => {
    pdf
      .font('regular')
      .fontSize(10)
      .fillColor(quiet)
      .text(`Compte rendu validé le ${dayOf(report.date)}`, { width });
  });
  pdf.moveDown(0.7);
}

/** A new page where a heading would stand alone at the foot of this one. */
function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
}

function heading(sheet: Sheet, text: string): void {
  const { pdf } = sheet;
  keepTogether(pdf, 62);
  pdf.moveDown(0.45);
  tagged(sheet, 'H2', () => {
    pdf.font('bold').fontSize(11.5).fillColor(accent).text(text, left, pdf.y, { width });
  });
  pdf.moveDown(0.18);
}

function paragraph(sheet: Sheet, text: string, indent = 0): void {
  const { pdf } = sheet;
  tagged(sheet, 'P', () => {
    pdf
      .font('regular')
      .fontSize(10.5)
      .fillColor(ink)
      .text(text, left + indent, pdf.y, { width: width - 2 * indent, lineGap: 2.6 });
  });
  pdf.moveDown(0.32);
}

function results(sheet: Sheet, { results: sections }: WorldReport['text']): void {
  const { pdf } = sheet;
  const [only] = sections;
  heading(sheet, 'Résultats');
  if (only && sections.length === 1) {
    for (const text of only.paragraphs) paragraph(sheet, text);
    return;
  }
  pdf.moveDown(0.2);
  for (const section of sections) {
    keepTogether(pdf, 48);
    tagged(sheet, 'H3', () => {
      pdf.font('bold').fontSize(10.5).fillColor(ink).text(section.heading, left, pdf.y, { width });
    });
    pdf.moveDown(0.12);
    for (const text of section.paragraphs) paragraph(sheet, text);
    pdf.moveDown(0.18);
  }
}

function conclusion(sheet: Sheet, { conclusion: texts }: WorldReport['text']): void {
  const { pdf } = sheet;
  pdf.font('regular').fontSize(10.5);
  const inner = width - 36;
  const heights = texts.map((text) => pdf.heightOfString(text, { width: inner, lineGap: 2.6 }) + 4);
  const height = heights.reduce((sum, value) => sum + value, 0) + 42;
  keepTogether(pdf, height + 12);
  pdf.moveDown(0.7);
  const top = pdf.y;
  artefact(pdf, () => {
    pdf.roundedRect(left, top, width, height, 5).fill(tint);
    pdf.rect(left, top + 3, 3.5, height - 6).fill(accent);
  });
  tagged(sheet, 'H2', () => {
    pdf
      .font('bold')
      .fontSize(11.5)
      .fillColor(accent)
      .text('Conclusion', left + 18, top + 12, { width: inner });
  });
  pdf.moveDown(0.3);
  for (const text of texts) paragraph(sheet, text, 18);
  pdf.y = top + height + 6;
}

function signature(sheet: Sheet, { report, exam, establishment }: ReportSource): void {
  const { pdf } = sheet;
  keepTogether(pdf, 66);
  pdf.moveDown(1.1);
  const x = left + width / 2;
  tagged(sheet, 'P', () => {
    pdf
      .font('bold')
      .fontSize(10.5)
      .fillColor(ink)
      .text(report.author, x, pdf.y, { width: width / 2, align: 'right' });
    pdf
      .font('regular')
      .fontSize(9)
      .fillColor(quiet)
      .text(
        `${establishment.town}, le ${dayOf(report.date)} à ${clockOf(report.date)}\nValidé et signé électroniquement`,
        { width: width / 2, align: 'right', lineGap: 1.5 },
      );
  });
  if (exam.prescriber && exam.prescriber !== report.author) {
    tagged(sheet, 'P', () => {
      pdf.text(`Copie : ${exam.prescriber ?? ''}`, left, pdf.y - 12, { width: width / 2 });
    });
  }
}

function footers(pdf: Pdf, { exam, patient }: ReportSource): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // The foot lies in the margin: without this, writing there would begin a new page.
    pdf.page.margins.bottom = 0;
    artefact(pdf, () => {
      pdf.rect(left, footerY - 9, width, 0.6).fill(rule);
      pdf.font('regular').fontSize(8).fillColor(quiet);
      pdf.text(
        `${patient.familyName} ${patient.givenName} – ${exam.label} – ${exam.accessionNumber}. Démonstration : tout est inventé.`,
        left,
        footerY,
        { width: width - 60, lineBreak: false },
      );
      pdf.text(`Page ${page + 1} sur ${count}`, left + width - 60, footerY, {
        width: 60,
        align: 'right',
        lineBreak: false,
      });
    });
  }
}

/** A report as a tagged A4 document in French; the same source gives the same bytes. */
export async function reportPdf(source: ReportSource): Promise<Buffer> {
  const { report, exam, establishment } = source;
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 52, bottom: 72, left, right: left },
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    info: {
      Title: report.title,
      Author: `${report.author}, ${establishment.name}`,
      Subject: `${exam.label} du ${dayOf(exam.date)}`,
      Creator: 'e-mage',
      Producer: 'e-mage',
      CreationDate: new Date(report.date),
    },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => {
    pdf.once('end', resolve);
    pdf.once('error', reject);
  });
  pdf.registerFont('regular', font('Regular'));
  pdf.registerFont('bold', font('Bold'));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet: Sheet = { pdf, root };
  letterhead(sheet, establishment);
  facts(sheet, source);
  heading(sheet, 'Indication');
  paragraph(sheet, report.text.indication);
  heading(sheet, 'Technique');
  paragraph(sheet, report.text.technique);
  results(sheet, report.text);
  conclusion(sheet, report.text);
  signature(sheet, source);
  root.end();
  footers(pdf, source);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
