import { DicomWebProblem, notFound } from '../http/problem.ts';
import type { Search, SearchAnswer, Target } from '../image-store.ts';
import { number, text } from '../part10/dicom-json.ts';

/** The middle picture of the series with the most instances that are pictures. Throws DicomWebProblem. */
export async function instanceThatStandsFor(
  search: (search: Search) => Promise<SearchAnswer>,
  { study, series }: Target,
  withoutReports: boolean,
): Promise<Required<Target>> {
  const query = new URLSearchParams({ includefield: '00280010', limit: '10000' });
  const place = { study, ...(series === undefined ? {} : { series }) };
  const readable = withoutReports ? { scope: [study], withoutReports: [study] } : { scope: 'all' as const };
  const { items } = await search({ level: 'instances', ...place, query, ...readable });
  if (items.length === 0) throw notFound();
  const bySeries = new Map<string, { instance: string; order: number }[]>();
  for (const item of items) {
    if (number(item, '00280010') === undefined) continue;
    const uid = series ?? text(item, '0020000E');
    const entry = { instance: text(item, '00080018'), order: number(item, '00200013') ?? 0 };
    const group = bySeries.get(uid);
    if (group) group.push(entry);
    else bySeries.set(uid, [entry]);
  }
  const [largest] = [...bySeries].sort(([, a], [, b]) => b.length - a.length);
  const pictures = largest?.[1].sort((a, b) => a.order - b.order);
  const chosen = pictures?.[Math.floor(pictures.length / 2)];
  if (!largest || !chosen) throw new DicomWebProblem('no-image', 'No instance of it holds a picture.');
  return { study, series: largest[0], instance: chosen.instance };
}
