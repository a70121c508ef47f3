import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import sharp from 'sharp';
import { matchesEtag } from '../http/etag.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import { LruCache } from '../pictures/lru-cache.ts';
import type { Pictures, RenderedFrame } from '../pictures/pictures.ts';
import { parseRenderedQuery, type RenderedQuery } from '../pictures/rendered-query.ts';
import type { ImageTables } from '../schema.ts';
import type { ImageFolder } from './folder.ts';
import { reportClasses } from '../report-classes.ts';
import { instancesOf, type Reader, type StoredInstance } from './instances.ts';

const thumbnailSide = 256;
/** Larger pictures are made anew each time. */
const cachedUpTo = 64 * 1024;

/** Pictures of instances (PS3.18 §10.4.1.1.3 and .4). Of a series or study it is one that stands for all. */
export class RenderedAnswers {
  readonly #db: Kysely<ImageTables>;
  readonly #folder: ImageFolder;
  readonly #pictures: Pictures;
  readonly #recent = new LruCache<Buffer>(512);

  constructor(db: Kysely<ImageTables>, folder: ImageFolder, pictures: Pictures) {
    this.#db = db;
    this.#folder = folder;
    this.#pictures = pictures;
  }

  /** `frame` null: the first of an instance, the middle one of a multi-frame instance that stands for a series. */
  async answer(target: Target, frame: number | null, thumbnail: boolean, ask: Ask): Promise<Answer> {
    const asked = parseRenderedQuery(ask.accept, ask.query);
    const wanted: RenderedQuery =
      thumbnail && !asked.viewport
        ? { ...asked, viewport: { width: thumbnailSide, height: thumbnailSide } }
        : asked;
    const instance =
      target.instance === undefined ? await this.#representative(target, ask) : await this.#one(target, ask);
    const number = frame ?? (target.instance === undefined ? Math.ceil(instance.frames / 2) : 1);
    const key = createHash('sha256')
      .update(JSON.stringify([instance.sha256, number, wanted]))
      .digest('hex');
    const etag = `"r-${key.slice(0, 32)}"`;
    const headers = {
      etag,
      'cache-control': 'private, no-cache',
      vary: 'accept',
      'content-type': wanted.type,
    };
    if (matchesEtag(ask.ifNoneMatch, etag)) return { status: 304, headers, body: null };
    const known = this.#recent.get(key);
    if (known) return { status: 200, headers, body: known };
    const file = { path: this.#folder.pathOf(instance), sha256: instance.sha256 };
    const encoded = await encode(await this.#pictures.render(file, number, wanted.window), wanted);
    if (encoded.length <= cachedUpTo) this.#recent.set(key, encoded);
    return { status: 200, headers, body: encoded };
  }

  async #one(target: Target, reader: Reader): Promise<StoredInstance> {
    const [instance] = await instancesOf(this.#db, target, reader);
    if (!instance) throw new Error('instancesOf gives one at least');
    return instance;
  }

  /** The middle picture of the series with the most pictures: a slice through the body, and not the scout. */
  async #representative(target: Target, reader: Reader): Promise<StoredInstance> {
    const pictures = await this.#db
      .selectFrom('imageInstance')
      .select(['seriesUid', 'instanceUid'])
      .where('studyUid', '=', target.study)
      .$if(target.series !== undefined, (query) => query.where('seriesUid', '=', target.series ?? ''))
      .$if(reader.withoutReports, (query) => query.where('sopClassUid', 'not in', reportClasses))
      // Rows: only what has them is a picture.
      .where(sql<boolean>`jsonb_exists(attributes, '00280010')`)
      .orderBy('seriesUid')
      .orderBy('number', (order) => order.asc().nullsLast())
      .orderBy('instanceUid')
      .execute();
    const bySeries = new Map<string, typeof pictures>();
    for (const picture of pictures) {
      const group = bySeries.get(picture.seriesUid);
      if (group) group.push(picture);
      else bySeries.set(picture.seriesUid, [picture]);
    }
    const [largest] = [...bySeries.values()].sort((a, b) => b.length - a.length);
    const chosen = largest?.[Math.floor(largest.length / 2)];
    if (chosen) {
      const { seriesUid: series, instanceUid: instance } = chosen;
      return this.#one({ study: target.study, series, instance }, reader);
    }
    // Tells a study without pictures from one that is not there.
    await instancesOf(this.#db, target, reader);
    throw new DicomWebProblem('no-image', 'No instance of it holds a picture.');
  }
}

async function encode(
  { data, channels, width, height }: RenderedFrame,
  wanted: RenderedQuery,
): Promise<Buffer> {
  let picture = sharp(data, { raw: { width, height, channels } });
  if (wanted.viewport) picture = picture.resize({ ...wanted.viewport, fit: 'inside' });
  if (channels === 1) picture = picture.toColourspace('b-w');
  return wanted.type === 'image/png'
    ? picture.png({ compressionLevel: 6 }).toBuffer()
    : picture.jpeg({ quality: wanted.quality, chromaSubsampling: '4:4:4' }).toBuffer();
}
