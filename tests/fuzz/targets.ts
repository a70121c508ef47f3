import { readdir, readFile, mkdtemp, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { callNames, calls } from '../../src-shared/ipc/channels.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import { parseDeepLink } from '../../src-main/app/deep-links.ts';
import { createLog } from '../../src-main/app/log.ts';
import { examine } from '../../src-main/dicom/examine.ts';
import { readHeader } from '../../src-main/dicom/header.ts';
import { readDicomdir } from '../../src-main/dicom/read-dicomdir.ts';
import { LeftOutList } from '../../src-main/library/import/left-out.ts';
import { FileRefused } from '../../src-main/library/import/medium.ts';
import { openMedium } from '../../src-main/library/import/open-medium.ts';
import { scan } from '../../src-main/library/import/scan.ts';
import type { Handlers } from '../../src-main/ipc/handlers.ts';
import { answerCall } from '../../src-main/ipc/register.ts';
import { firstPart } from '../../src-main/sources/portal/multipart.ts';
import { nodeCodecs } from '../../src-renderer/viewer/testing/node-codecs.ts';
import { inspectFile } from '../../scripts/inspect/inspect-file.ts';
import type { Target } from './target.ts';

const realExams = join(import.meta.dirname, '../../../shared/dicom');
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** The smaller real files: structure is what matters, and small ones are taken more often. */
async function dicomSeeds(largest: number): Promise<Uint8Array[]> {
  if (!existsSync(realExams)) return [text('\0'.repeat(128) + 'DICM')];
  const names = await readdir(realExams, { recursive: true });
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.dcm'))
      .sort()
      .map((name) => readFile(join(realExams, name))),
  );
  return files.filter(({ length }) => length <= largest);
}

const headers: Target = {
  seeds: () => dicomSeeds(600_000),
  async take(input) {
    readHeader(input);
    examine(input, input.length);
  },
};

/** What a viewer window's worker does with a file: read, describe, decode every frame. */
function pixels(): Target {
  const codecs = nodeCodecs();
  const file = mkdtemp(join(tmpdir(), 'emage-fuzz-')).then((folder) => join(folder, 'case.dcm'));
  return {
    seeds: () => dicomSeeds(200_000),
    async take(input) {
      await writeFile(await file, input);
      const { error } = await inspectFile(await file, codecs);
      if (error?.code === 'internal') throw new Error(`answered as a bug: ${error.message}`);
    },
  };
}

const dicomdirs: Target = {
  async seeds() {
    const folder = join(realExams, 'dicomdir');
    if (!existsSync(folder)) return [text('DICM')];
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('DICOMDIR'));
    return Promise.all(names.map((name) => readFile(join(folder, name))));
  },
  async take(input) {
    const { files, studies } = readDicomdir(input);
    for (const path of [...files, ...studies.flatMap((study) => study.files)])
      if (path.split('/').includes('..')) throw new Error(`leads out of the disc: ${path}`);
  },
};

/** An archive from a stranger, as far as « Ouvrir un CD ou un dossier » reads it before anything is copied. */
function archives(): Target {
  const file = mkdtemp(join(tmpdir(), 'emage-fuzz-')).then((folder) => join(folder, 'case.zip'));
  const scratch = new Uint8Array(1 << 20);
  return {
    async seeds() {
      const [small] = (await dicomSeeds(30_000)).slice(0, 1);
      const make = async (level: number, password?: string): Promise<Uint8Array> => {
        const writer = new ZipWriter(new Uint8ArrayWriter(), { level, ...(password && { password }) });
        await writer.add('DICOM/IM000001', new Uint8ArrayReader(small ?? text('x')));
        await writer.add('LISEZMOI.TXT', new Uint8ArrayReader(text('rien')));
        return writer.close();
      };
      return [await make(0), await make(6), await make(6, 'secret')];
    },
    async take(input) {
      await writeFile(await file, input);
      try {
        const medium = await openMedium([await file], 'secret');
        try {
          const { signal } = new AbortController();
          const openArchive = (): never => {
            throw new FileRefused('nested-archive');
          };
          const heard = () => undefined;
          await scan(medium, {
            here: [],
            signal,
            leftOut: new LeftOutList(),
            onFound: heard,
            onRead: heard,
            onExams: () => Promise.resolve(),
            openArchive,
          });
          for await (const each of medium.files()) {
            let length = 0;
            try {
              for await (const piece of each.stream(scratch)) length += piece.length;
            } catch (error) {
              if (!(error instanceof FileRefused)) throw error;
            }
            if (length > each.size) throw new Error('more came out than was said');
          }
        } finally {
          await medium.close();
        }
      } catch (error) {
        if (!(error instanceof AppFailure)) throw error;
      }
    },
  };
}

const multipart: Target = {
  seeds: async () => [
    text('\r\n--b\r\nContent-Type: application/dicom\r\n\r\nbytes\r\n--b\r\n\r\nmore\r\n--b--'),
    text(
      '--b\r\nContent-Type: application/dicom; transfer-syntax=1.2\r\nContent-Length: 5\r\n\r\nbytes\r\n--b--\r\n',
    ),
  ],
  async take(input) {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      const size = 1 + (input[0] ?? 0);
      for (let at = 0; at < input.length; at += size) yield input.subarray(at, at + size);
    }
    try {
      let length = 0;
      for await (const part of firstPart(chunks(), 'b')) length += part.length;
      if (length > input.length) throw new Error('more came out than went in');
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error;
    }
  },
};

const deepLinks: Target = {
  seeds: async () => [
    text('emage://share/Zx09_-abcdefghijklmnop?portal=https%3A%2F%2Fportail.example'),
    text('emage://share/Zx09_-abcdefghijklmnop/?portal=http%3A%2F%2F127.0.0.1%3A8100'),
  ],
  async take(input) {
    const found = parseDeepLink(new TextDecoder().decode(input));
    if (found.kind === 'broken') return;
    const safe = /^(https:|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\]))/.test(found.portalAddress);
    if (!safe || !/^[\w-]{16,128}$/.test(found.token))
      throw new Error(`let through: ${JSON.stringify(found)}`);
  },
};

/** A page that is lost asks for whatever it likes: what reaches a handler has the shape of the table. */
const ipc: Target = {
  seeds: async () =>
    callNames.map((name) =>
      text(`${name}\n{"examId":"1","reportId":"2","password":"p","theme":"dark","address":"e-mage.org"}`),
    ),
  async take(input) {
    const [name = '', json = ''] = new TextDecoder().decode(input).split('\n', 2);
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      value = json;
    }
    const handlers = new Proxy({} as Handlers, {
      get: (_none, called) => (parsed: unknown) => {
        const spec = calls[called as keyof typeof calls];
        if (!spec.input.safeParse(parsed).success)
          throw new Error(`a handler was given what '${name}' does not take`);
        throw new AppFailure('not-found', 'nothing is here');
      },
    });
    const answer = await answerCall(
      name,
      { sender: { id: 1 }, senderFrame: { url: 'app://main/index.html', parent: null } },
      value,
      {
        first: handlers,
        all: Promise.resolve({} as Handlers),
        kindOf: () => 'shell',
        isOurPage: () => true,
        log: createLog(() => undefined),
      },
    );
    if (!answer.ok && answer.error.code === 'internal') throw new Error('answered as a bug');
  },
};

export const targets: Readonly<Record<string, () => Target>> = {
  headers: () => headers,
  pixels,
  dicomdirs: () => dicomdirs,
  archives,
  multipart: () => multipart,
  'deep-links': () => deepLinks,
  ipc: () => ipc,
};
