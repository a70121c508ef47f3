import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { createInstance, type TFunction } from 'i18next';
import PDFDocument from 'pdfkit';
import { build } from 'vite';
import { catalogues, type Language } from '../../src-shared/i18n/catalogues.ts';
import { buildWorld } from '../../src-portal/seed/build-world.ts';
import { reportPdf } from '../../src-portal/seed/report-layout.ts';
import type { ScenarioName } from '../renderer/scenarios.ts';

const root = join(import.meta.dirname, '../..');

/** How a page is looked at. */
export interface Look {
  readonly name: string;
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly size: 100 | 125 | 150 | 200;
  readonly width: number;
  readonly height: number;
  /** Colours of the person's own, as Windows' contrast themes set them. */
  readonly forcedColors?: boolean;
  /** The scenes that are looked at so; all unless told. */
  readonly scenes?: RegExp;
}

/** The built pages in a window, with a fake bridge: every state can be had at will. */
export interface Stand {
  readonly page: Page;
  /** Loads the shell in a situation. */
  show(scenario: ScenarioName, look: Look): Promise<void>;
  close(): Promise<void>;
}

/** The fake bridge as one script, for a page to run before its own. */
async function fakeBridge(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome130',
      lib: {
        entry: join(root, 'tests/renderer/install-fake-bridge.ts'),
        formats: ['iife'],
        name: 'fakeBridge',
      },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (output === undefined || !('output' in output)) throw new Error('the fake bridge was not built');
  return output.output[0].code;
}

/** The report of the demo record's thorax CT, which names images. */
async function sampleReport(file: string): Promise<void> {
  const world = buildWorld();
  const exam = world.exams.find(({ key }) => key === 'martin-ct-thorax');
  const patient = world.patients.find(({ id }) => id === exam?.patientId);
  const establishment = world.establishments.find(({ id }) => id === exam?.establishmentId);
  const [report] = exam?.reports ?? [];
  if (!exam || !patient || !establishment || !report) throw new Error('the demo record has no such report');
  await writeFile(file, await reportPdf({ report, exam, patient, establishment }));
}

/** One line, which is a link out of the document. */
async function otherReport(file: string, options: PDFKit.PDFDocumentOptions): Promise<void> {
  const pdf = new PDFDocument({ size: 'A4', info: { Title: 'Compte rendu' }, lang: 'fr', ...options });
  const written = pipeline(pdf, createWriteStream(file));
  pdf.fontSize(20).text('Compte rendu').moveDown();
  pdf.fontSize(12).text('Prendre rendez-vous au centre', {
    link: 'https://rendez-vous.exemple.fr/imagerie/nancy?examen=scanner-thorax&origine=compte-rendu-2026',
    underline: true,
  });
  pdf.end();
  await written;
}

export async function openStand(): Promise<Stand> {
  const folder = join(root, 'test-results/gallery');
  await mkdir(folder, { recursive: true });
  const [script] = await Promise.all([
    fakeBridge(),
    sampleReport(join(folder, 'usual.pdf')),
    otherReport(join(folder, 'linking.pdf'), {}),
    otherReport(join(folder, 'protected.pdf'), { userPassword: 'motdepasse' }),
  ]);
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const electron: ElectronApplication = await _electron.launch({
    args: [...(asRoot ? ['--no-sandbox'] : []), join(import.meta.dirname, 'window.mjs')],
    env: {
      ...(process.env as Record<string, string>),
      GALLERY_PAGES: join(root, 'out/renderer'),
      GALLERY_REPORTS: folder,
    },
  });
  const page = await electron.firstWindow();
  // Each scene starts on a computer that remembers nothing.
  const forget = "if (location.protocol === 'app:') localStorage.clear();";
  await page.addInitScript({ content: `${forget}\n${script}` });
  return {
    page,
    async show(scenario, { language, theme, size, width, height, forcedColors = false }) {
      await page.setViewportSize({ width, height });
      // What is photographed has come to rest.
      await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: forcedColors ? 'active' : 'none' });
      const query = new URLSearchParams({ scenario, language, theme, size: String(size) });
      await page.goto(`app://main/index.html?${query.toString()}`);
      await page.evaluate(() => document.fonts.ready);
    },
    close: () => electron.close(),
  };
}

/** The texts of a language, as the pages say them. */
export async function textsOf(language: Language): Promise<TFunction> {
  const instance = createInstance();
  return instance.init({
    lng: language,
    resources: { [language]: { translation: catalogues[language] } },
    interpolation: { escapeValue: false },
  });
}
