/**
 * Where a report names an image: « série 2, image 87 », « coupe 42 de la série 3 », « (série 3, images 10 à 12) »,
 * 'series 2, image 87', 'slice 42 of series 3', « image 12 ».
 *
 * A wrong link would show another image than the one the radiologist means. So what could be read in two ways is
 * left as text: a number with a unit after it, a decimal, a comma between numbers where the word is singular.
 */
export interface ImageReference {
  /** UTF-16 offsets into the text: what the person sees as the link. */
  readonly start: number;
  readonly end: number;
  /** The Series Number (0020,0011) as written; null where the report names the image alone. */
  readonly series: number | null;
  readonly image: number;
}

const before = String.raw`(?<![\p{L}\p{M}\p{N}])`;
const after = String.raw`(?![\p{L}\p{M}])`;
// PDF text may hold é as one character or as two.
const e = '(?:[eéèÉÈ]\u0301?)';
const gap = String.raw`[\s\u00a0\u202f]{0,4}`;
const numero = String.raw`(?:(?:n[°ºo]\.?|nos?\.?|num${e}ro|number|#)${gap})?`;
// A measure is not an image: « coupes 5 mm », « image 1,5 cm », '12 %', « 3 x 4 ». Nor is a date, nor a version.
const unit = String.raw`(?:mm|cm|m|ml|µm|ms|s|h|kv|mas|mgy|hz|khz|mhz|ans?|mois|jours?|weeks?|years?)${after}`;
const number = String.raw`(\d{1,5})(?!\d|[.,]\d|[\p{L}\p{M}°%‰]|${gap}(?:${unit}|[%‰°]|[x×]${gap}\d))`;

const seriesWord = `${before}(?:s${e}ries?|s${e}r\\.?|se\\.?)`;
const imageWordLong = `${before}(?:images?|coupes?|slices?|clich${e}s?)`;
const imageWord = `${before}(?:images?|coupes?|slices?|clich${e}s?|img\\.?|im\\.?)`;

const numbered = (word: string): string => `${word}${after}${gap}${numero}${number}`;
/** Between « série 2 » and « image 87 »: punctuation, or nothing. */
const joint = String.raw`${gap}[,;:/–—-]?${gap}`;
/** Between « image 87 » and « série 2 ». */
const ofSeries = String.raw`${gap}(?:[,;:/–—(-]|de${gap}la|dans${gap}la|sur${gap}la|of(?:${gap}the)?|in(?:${gap}the)?|from)?${gap}`;

const pattern = (source: string): RegExp => new RegExp(source, 'giuy');
const seriesThenImage = pattern(`${numbered(seriesWord)}${joint}${numbered(imageWord)}`);
const imageAlone = pattern(numbered(imageWordLong));
const seriesAfter = pattern(`${ofSeries}${numbered(seriesWord)}`);
const anyWord = new RegExp(`${before}(?:s${e}r|se|image|coupe|slice|clich|img|im)`, 'giu');
/** One more image of the same series: « images 87 et 92 », « images 10 à 12 », « image 87, image 92 ». */
const oneMore = pattern(
  String.raw`${gap}(?:et|and|[àa]|to|ou|or|[–—/&-])${gap}(?:(?:l['’])?${imageWord}${after}${gap}${numero})?${number}`,
);
const oneMoreAfterComma = pattern(
  String.raw`${gap}[,;]${gap}${number}(?=${gap}(?:[,;.)\]]|et${after}|and${after}|[àa]${after}|to${after}|$))`,
);
const oneMoreNamed = pattern(String.raw`${gap}[,;]${gap}${numbered(imageWordLong)}`);
const pluralWord = /(?:images|coupes|slices|clich[eé]\u0301?s)[^\p{L}]*$/iu;

interface Match {
  readonly end: number;
  readonly numbers: readonly number[];
  /** Where the last number starts. */
  readonly numberStart: number;
}

function matchAt(regexp: RegExp, text: string, at: number): Match | null {
  regexp.lastIndex = at;
  const found = regexp.exec(text);
  if (found === null) return null;
  const digits = found.slice(1);
  const end = at + found[0].length;
  return { end, numbers: digits.map(Number), numberStart: end - (digits.at(-1)?.length ?? 0) };
}

interface Found {
  start: number;
  end: number;
  image: number;
}

/** The further images of a list; `images` grows, the end of the list is returned. */
function readList(text: string, first: Found, images: Found[]): number {
  let end = first.end;
  const plural = pluralWord.test(text.slice(first.start, first.end).replace(/\d+$/u, ''));
  for (;;) {
    const next =
      matchAt(oneMore, text, end) ??
      (plural ? matchAt(oneMoreAfterComma, text, end) : null) ??
      matchAt(oneMoreNamed, text, end);
    const image = next?.numbers[0];
    if (!next || image === undefined) return end;
    images.push({ start: next.numberStart, end: next.end, image });
    end = next.end;
  }
}

/** Every image that the text names, in its order and without overlap. Takes time linear in the length of the text. */
export function findImageReferences(text: string): readonly ImageReference[] {
  const references: ImageReference[] = [];
  let at = 0;
  for (;;) {
    anyWord.lastIndex = at;
    const word = anyWord.exec(text);
    if (!word) return references;
    const start = word.index;
    at = start + word[0].length;

    const both = matchAt(seriesThenImage, text, start);
    const alone = both ? null : matchAt(imageAlone, text, start);
    const match = both ?? alone;
    const image = match?.numbers.at(-1);
    if (!match || image === undefined) continue;

    const images: Found[] = [{ start, end: match.end, image }];
    at = readList(text, { start, end: match.end, image }, images);
    let series = both?.numbers[0] ?? null;
    if (alone) {
      const named = matchAt(seriesAfter, text, at);
      // « image 12, série 3, image 4 »: the series belongs to what follows it.
      if (named && !matchAt(seriesThenImage, text, seriesStart(text, at, named.end))) {
        series = named.numbers[0] ?? null;
        const last = images.at(-1);
        if (last) last.end = named.end;
        at = named.end;
      }
    }
    for (const each of images) if (each.image > 0) references.push({ ...each, series });
  }
}

function seriesStart(text: string, from: number, to: number): number {
  const word = /[\p{L}\p{M}.]+[^\p{L}]*$/u.exec(text.slice(from, to));
  return word ? from + word.index : to;
}
