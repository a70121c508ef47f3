import { sql, type Expression, type SqlBool } from 'kysely';
import { instanceTags, seriesTags, studyTags } from '../files/levels.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { SearchLevel } from '../image-store.ts';
import { fold } from '../text-keys.ts';
import type { Match } from './query.ts';

type Condition = Expression<SqlBool>;
type Test = (value: Expression<string>) => Condition;

const tables = [
  { level: 'studies', name: 'image_study', tags: new Set(studyTags) },
  { level: 'series', name: 'image_series', tags: new Set(seriesTags) },
  { level: 'instances', name: 'image_instance', tags: new Set(instanceTags) },
] as const;

const depth: Readonly<Record<SearchLevel, number>> = { studies: 1, series: 2, instances: 3 };

// What has a column of its own, and with it an index.
const columns: Readonly<Record<string, string>> = {
  '0020000D': 'image_study.study_uid',
  '00100020': 'image_study.patient_id',
  '00080020': 'image_study.study_date',
  '00080050': 'image_study.accession_number',
  '0020000E': 'image_series.series_uid',
  '00080060': 'image_series.modality',
  '00080018': 'image_instance.instance_uid',
  '00080016': 'image_instance.sop_class_uid',
};

/** A match as a condition on the joined tables of a level. Throws DicomWebProblem where it cannot be one. */
export function conditionOf({ tag, vr, value }: Match, level: SearchLevel, fuzzy: boolean): Condition {
  if (tag === '00080061') return anyOf('image_study.modalities', value);
  if (tag === '00080062') return anyOf('image_study.sop_classes', value);
  const table = tables.slice(0, depth[level]).find(({ tags }) => tags.has(tag));
  if (!table) throw new DicomWebProblem('invalid-request', `${tag} cannot be searched for at this level.`);
  if (tag === '00100010') return nameTest(value, fuzzy)(sql<string>`image_study.patient_name_key`);
  const test = testOf(vr, value, fuzzy);
  const column = columns[tag];
  if (column) return test(sql.ref<string>(column));
  const attributes = sql.ref(`${table.name}.attributes`);
  const values = sql`jsonb_array_elements(coalesce(${attributes} -> ${sql.val(tag)}::text -> 'Value', '[]'::jsonb)) as v`;
  if (vr === 'PN') {
    const folded = sql<string>`lower(translate(g.value, ${accented}, ${plain}))`;
    return sql<SqlBool>`exists (select 1 from ${values}, jsonb_each_text(case jsonb_typeof(v.value) when 'object' then v.value else '{}'::jsonb end) as g where ${nameTest(value, fuzzy)(folded)})`;
  }
  return sql<SqlBool>`exists (select 1 from ${values} where ${test(sql<string>`(v.value #>> '{}')`)})`;
}

const accented = sql.lit('ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ');
const plain = sql.lit('AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy');

function anyOf(column: string, value: string): Condition {
  const values = listOf(value);
  return sql<SqlBool>`${sql.ref(column)} && array[${sql.join(values)}]::text[]`;
}

function listOf(value: string): string[] {
  return value.split(/[,\\]/).map((part) => part.trim());
}

function testOf(vr: string, value: string, fuzzy: boolean): Test {
  switch (vr) {
    case 'UI':
      return (column) => sql<SqlBool>`${column} in (${sql.join(listOf(value))})`;
    case 'DA':
    case 'TM':
    case 'DT':
      return rangeTest(value);
    case 'PN':
      return nameTest(value, fuzzy);
    case 'IS':
    case 'DS':
    case 'US':
    case 'UL':
    case 'SS':
    case 'SL': {
      const number = Number(value);
      if (!Number.isFinite(number)) throw new DicomWebProblem('invalid-request', 'A number was expected.');
      return (column) => sql<SqlBool>`${column} = ${String(number)}`;
    }
    default:
      return wildcardTest(value);
  }
}

/** `a`, `a-`, `-b` and `a-b` (PS3.4 §C.2.2.2.5). A bound may be shorter than the values: 2026 is all of 2026. */
function rangeTest(value: string): Test {
  const match = /^(\d[\d.]*)?(-)?(\d[\d.]*)?$/.exec(value.replaceAll(':', ''));
  const [, first, dash, last] = match ?? [];
  if (!match || (first === undefined && last === undefined)) {
    throw new DicomWebProblem('invalid-request', 'A date, a time or a range of them was expected.');
  }
  const from: Test = (column) => sql<SqlBool>`${column} >= ${first ?? ''}`;
  if (dash === undefined) return (column) => sql<SqlBool>`starts_with(${column}, ${first ?? ''})`;
  if (last === undefined) return (column) => sql<SqlBool>`(${column} <> '' and ${from(column)})`;
  const to: Test = (column) => sql<SqlBool>`left(${column}, ${last.length}) <= ${last}`;
  return (column) => sql<SqlBool>`(${column} <> '' and ${from(column)} and ${to(column)})`;
}

function wildcardTest(value: string): Test {
  if (!/[*?]/.test(value)) return (column) => sql<SqlBool>`${column} = ${value}`;
  return (column) => sql<SqlBool>`${column} like ${pattern(value)}`;
}

/** Names are compared without case and accents; a fuzzy search takes beginnings of words in any order. */
function nameTest(value: string, fuzzy: boolean): Test {
  const folded = fold(value);
  if (!fuzzy) return wildcardTest(folded);
  const words = folded.split(/[\s^=,*?-]+/).filter((word) => word !== '');
  return (column) => {
    const spaced = sql<string>`(' ' || translate(${column}, '^=-', '   '))`;
    const tests = words.map((word) => sql<SqlBool>`${spaced} like ${`% ${escaped(word)}%`}`);
    return tests.length > 0 ? sql<SqlBool>`(${sql.join(tests, sql` and `)})` : sql<SqlBool>`true`;
  };
}

function escaped(value: string): string {
  return value.replace(/[\\%_]/g, '\\$&');
}

function pattern(value: string): string {
  return escaped(value).replaceAll('*', '%').replaceAll('?', '_');
}
