import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { keyWords } from './key-words.ts';

export interface KeyRow {
  readonly id: string;
  readonly label: ParseKeys;
  readonly keys: readonly string[];
  /** False for what cannot be done now. */
  readonly possible: boolean;
}

/** Keys under a title, of the commands that have one; nothing where none has. */
export function KeyList({ title, rows }: { readonly title: string; readonly rows: readonly KeyRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <>
      <h4 className="images-keys-group">{title}</h4>
      <dl className="images-keys">
        {rows.map(({ id, label, keys, possible }) => (
          <div key={id} data-possible={possible}>
            <dt>
              {t(label)}
              {!possible && <span className="images-hidden"> ({t('images.hands.notNow')})</span>}
            </dt>
            <dd>
              <kbd>{keyWords(t, keys[0] ?? '')}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
