import { describe, expect, test } from 'vitest';
import { parseUntil, text } from './data-set.ts';
import { Deidentifier } from './deidentify.ts';
import { basicProfile } from './deidentify-table.ts';
import { element, fileMeta, sequence, textElement, type Encoding } from './elements.ts';
import { readFileMeta } from './part10.ts';

// Every attribute of PS3.15 Table E.1-1 in one file, each with something to hide, at the top and within a sequence.

const SECRET = 'GEHEIMNIS ';
const ct = '1.2.840.10008.5.1.4.1.1.2';
const encodings: readonly (readonly [string, Encoding])[] = [
  ['1.2.840.10008.1.2.1', { explicit: true, bigEndian: false }],
  ['1.2.840.10008.1.2', { explicit: false, bigEndian: false }],
  ['1.2.840.10008.1.2.2', { explicit: true, bigEndian: true }],
];

/** Commands, meta information and padding are no part of a data set. */
const tags = [...basicProfile].filter(([tag]) => !/^(0000|0002|FFF)/.test(tag));
const uidOf = (index: number): string => `1.2.276.0.${index}.77`;

const elementsIn = (encoding: Encoding): Buffer[] =>
  tags.map(([tag, deed], index) =>
    deed === 'U'
      ? textElement(tag, 'UI', uidOf(index), encoding)
      : textElement(tag, 'LO', `${SECRET}${index}`, encoding),
  );

const sorted = (parts: readonly Buffer[], { bigEndian }: Encoding): Buffer[] => {
  const tagOf = (part: Buffer): number =>
    bigEndian
      ? part.readUInt16BE(0) * 65_536 + part.readUInt16BE(2)
      : part.readUInt16LE(0) * 65_536 + part.readUInt16LE(2);
  return [...parts].sort((a, b) => tagOf(a) - tagOf(b));
};

/** Neither it nor what lies in it is private; the table has it as what its items decide. */
const REFERENCED_IMAGES = '00081140';

function fileOf(syntax: string, encoding: Encoding): Buffer {
  const all = elementsIn(encoding);
  const parts = [
    textElement('00080016', 'UI', ct, encoding),
    ...all,
    textElement('00090010', 'LO', `${SECRET}private`, encoding),
    textElement('00091001', 'LO', `${SECRET}private`, encoding),
    textElement('60000022', 'LO', `${SECRET}overlay`, encoding),
    sequence(REFERENCED_IMAGES, [Buffer.concat(sorted(all, encoding))], encoding),
    element('7FE00010', 'OW', Buffer.alloc(64, 5), encoding),
  ];
  return Buffer.concat([fileMeta(ct, uidOf(0), syntax), ...sorted(parts, encoding)]);
}

describe.each(encodings)('the whole table, in %s', (syntax, encoding) => {
  const deidentifier = new Deidentifier();
  const done = deidentifier.instance(fileOf(syntax, encoding));
  if (done.kind !== 'done') throw new Error(`refused: ${done.reason}`);
  const file = Buffer.concat(done.file);
  const meta = readFileMeta(file);
  const top = meta && parseUntil(file, meta, 'xfffffffe').dataSet;
  const item = top?.elements[`x${REFERENCED_IMAGES}`]?.items?.[0]?.dataSet;
  if (!top || !item) throw new Error('not readable');

  test('nothing of what was to be hidden is left anywhere in the file', () => {
    expect(file.includes(SECRET)).toBe(false);
    for (const index of tags.keys()) expect(file.includes(uidOf(index))).toBe(false);
  });

  test.each(['X', 'Z', 'D', 'U'] as const)('%s is done to each attribute, within sequences too', (deed) => {
    // What the file states of itself anew (PS3.15 E.3), and the patient's new name and number.
    const stated = new Set(['00080018', '00100010', '00100020']);
    for (const [index, [tag, its]] of tags.entries()) {
      if (its !== deed || stated.has(tag)) continue;
      for (const dataSet of [top, item]) {
        const found = dataSet.elements[`x${tag.toLowerCase()}`];
        if (deed === 'X') expect(found, tag).toBeUndefined();
        else if (deed === 'Z') expect(found?.length, tag).toBe(0);
        else if (deed === 'U')
          expect(text(dataSet, `x${tag.toLowerCase()}`), tag).toBe(deidentifier.uid(uidOf(index)));
        // Without a VR nothing but emptiness is surely right.
        else expect(text(dataSet, `x${tag.toLowerCase()}`) ?? '', tag).toBe(encoding.explicit ? 'ANON' : '');
      }
    }
  });

  test('private attributes, overlays and names are gone, and it says that it was done', () => {
    for (const tag of ['x00090010', 'x00091001', 'x60000022']) expect(top.elements[tag]).toBeUndefined();
    expect(text(top, 'x00100010')).toBe('Anonyme');
    expect(text(top, 'x00100020')).toBe(deidentifier.patientId);
    expect(text(top, 'x00120062')).toBe('YES');
    expect(top.elements['x00120064']?.items).toHaveLength(1);
    expect(text(top, 'x00080018')).toBe(done.sopInstanceUid);
    expect(text(top, 'x00080016')).toBe(ct);
  });
});
