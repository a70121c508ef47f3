import { useTranslation } from 'react-i18next';
import type { LibraryUsage } from '../../../src-shared/domain/library.ts';
import { useFormat } from '../../ui/words/format.ts';

/** What takes how much of this computer's disk: a picture, and the same in words. */
export function Space({ usage }: { readonly usage: LibraryUsage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kept, free, total } = usage;
  const cached = usage.cached.reduce((sum, { bytes }) => sum + bytes, 0);
  const others = Math.max(0, total - free - kept - cached);
  const parts = [
    { id: 'kept', bytes: kept, words: t('thisComputer.space.kept') },
    { id: 'cached', bytes: cached, words: t('thisComputer.space.cached') },
    { id: 'others', bytes: others, words: t('thisComputer.space.others') },
    { id: 'free', bytes: free, words: t('thisComputer.space.free') },
  ] as const;
  return (
    <section className="ui-card space" aria-labelledby="space">
      <h2 id="space">{t('thisComputer.space.title')}</h2>
      <div className="space-bar" aria-hidden>
        {parts.map(({ id, bytes }) => (
          <span
            key={id}
            className={`space-part space-${id}`}
            style={{ flexGrow: bytes / Math.max(1, total) }}
          />
        ))}
      </div>
      <dl className="space-legend">
        {parts.map(({ id, bytes, words }) => (
          <div key={id} className="space-line">
            <dt>
              <span className={`space-key space-${id}`} aria-hidden />
              {words}
            </dt>
            <dd>{format.bytes(bytes)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
