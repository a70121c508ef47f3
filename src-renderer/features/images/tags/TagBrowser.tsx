import { Copy, RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../../src-shared/errors.ts';
import { appErrorOf } from '../../../bridge/call.ts';
import { Button } from '../../../ui/buttons/Button.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { errorWords } from '../../../ui/words/error-words.ts';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { tellDone, tellFailed } from '../../../ui/notices/toasts.tsx';
import type { ElementList, ElementRow } from '../../../viewer/dicom/read-elements.ts';
import { useController } from '../controller-context.ts';
import type { TagsOf } from '../store.ts';
import { useImages } from '../store.ts';
import { foundRows, rowText } from './tag-rows.ts';
import { TagList } from './TagList.tsx';
import './tags.css';

type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly list: ElementList }
  | { readonly kind: 'failed'; readonly error: AppError };

function Found({ list }: { readonly list: ElementList }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ElementRow | null>(null);
  const { rows, found } = foundRows(list.rows, query);
  const copy = (text: string): void =>
    void navigator.clipboard.writeText(text).then(
      () => tellDone(t('images.tags.copied')),
      (error: unknown) => tellFailed(appErrorOf(error)),
    );
  const all = (): string =>
    rows
      .map(rowText)
      .filter((line) => line !== '')
      .join('\n');
  return (
    <div
      className="tags"
      // As Ctrl+C does anywhere: what is marked, else the row that is chosen, else all that is found.
      onKeyDownCapture={(event) => {
        const isCopy = (event.ctrlKey || event.metaKey) && event.key === 'c';
        const hasOwn = event.target instanceof HTMLInputElement || window.getSelection()?.toString() !== '';
        if (!isCopy || hasOwn) return;
        event.preventDefault();
        copy(chosen === null ? all() : rowText(chosen).trim());
      }}
    >
      <div className="tags-head">
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- one came here to look something up */}
        <SearchField label={t('images.tags.search')} value={query} onChange={setQuery} autoFocus />
        <p role="status">{t('images.tags.found', { count: found })}</p>
      </div>
      <TagList rows={rows} onChosen={setChosen} />
      {list.more && <p>{t('images.tags.more')}</p>}
      <div className="tags-foot">
        <p className="tags-whole">{chosen === null ? t('images.tags.choose') : chosen.value}</p>
        <Button icon={Copy} isDisabled={chosen === null} onPress={() => copy(chosen?.value ?? '')}>
          {t('images.tags.copyValue')}
        </Button>
        <Button icon={Copy} isDisabled={rows.length === 0} onPress={() => copy(all())}>
          {t('images.tags.copyAll')}
        </Button>
      </div>
    </div>
  );
}

function Content({ of }: { readonly of: TagsOf }) {
  const { t } = useTranslation();
  const { engine } = useController();
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let left = false;
    engine.aside.elements({ ...of.address, sopInstanceUid: of.sopInstanceUid }).then(
      (list) => {
        if (!left) setReading({ kind: 'read', list });
      },
      (error: unknown) => {
        if (!left) setReading({ kind: 'failed', error: appErrorOf(error) });
      },
    );
    return () => {
      left = true;
    };
  }, [engine, of, turn]);
  if (reading.kind === 'read') return <Found list={reading.list} />;
  if (reading.kind === 'reading') return <p role="status">{t('images.tags.reading')}</p>;
  const words = errorWords(t, reading.error);
  return (
    <>
      <p role="alert">
        {words.what} {words.meaning} {words.remedy}
      </p>
      <Button icon={RotateCw} onPress={() => setTurn(turn + 1)}>
        {t('common.retry')}
      </Button>
    </>
  );
}

/** Every data element of the instance that is shown: looked up as one types. */
export default function TagBrowser({ of }: { readonly of: TagsOf }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('images.tags.title')}
      isOpen
      onClose={() => useImages.setState({ tagsOf: null })}
      width="broad"
    >
      <Content of={of} />
    </Dialog>
  );
}
