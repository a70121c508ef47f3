import type { Look } from './stand.ts';

/** Each language, theme and text size, in a window of usual size; every scene is looked at. */
const usual: readonly Look[] = (['fr', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    ([100, 200] as const).map((size): Look => ({
      name: `${language}-${theme}-${size}`,
      language,
      theme,
      size,
      width: 1280,
      height: 800,
    })),
  ),
);

/** What a page shows in each of its parts: enough to see whether it holds in another window. */
const telling =
  /^(sign-in|locked|home|exams|exam-open|report|sharing|share|share-sent|establishments|this-computer|page-not-drawn|space-(professionals|history|account|preferences)|help|patient-shared-with-me|invitation|doctor-(patients|shared|time-line|break-glass))$/;
const few = /^(sign-in|home|exam-open|report|share|space-(professionals|history)|help|doctor-time-line)$/;
/** What opens over a page: nothing of it may be out of reach, however small the window and large the text. */
const dialogs =
  /^(sign-in-reactivation|menu|account-menu|erase|share(-(incomplete|sent|extend|end))?|help-(diagnostic|licences)|space-deactivation|kept-remove|report-(print|search|address)|local-remove|import-(copying|locked|done)|export-(form|running|done|failed)|doctor-break-glass(-refused)?|access-ended)$/;
const either = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => source).join('|'));

/** Windows and settings that break pages: fewer scenes each. */
const unusual: readonly Look[] = [
  {
    name: 'fr-high-contrast',
    language: 'fr',
    theme: 'light',
    size: 100,
    width: 1280,
    height: 800,
    forcedColors: true,
    scenes: telling,
  },
  {
    name: 'fr-small',
    language: 'fr',
    theme: 'light',
    size: 100,
    width: 800,
    height: 600,
    scenes: either(telling, dialogs),
  },
  {
    name: 'en-small-200',
    language: 'en',
    theme: 'dark',
    size: 200,
    width: 800,
    height: 600,
    scenes: either(few, dialogs),
  },
  // Large text, and a window so high that nothing of a page lies below its edge.
  {
    name: 'fr-tall-200',
    language: 'fr',
    theme: 'light',
    size: 200,
    width: 1280,
    height: 2600,
    scenes: telling,
  },
  { name: 'fr-4k', language: 'fr', theme: 'light', size: 100, width: 3840, height: 2160, scenes: few },
];

export const looks: readonly Look[] = [...usual, ...unusual];
