import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GridList, GridListItem, ListLayout, Virtualizer } from 'react-aria-components';
import { useFormat } from '../../../ui/words/format.ts';
import type { ElementRow } from '../../../viewer/dicom/read-elements.ts';

/** CSS pixels of a rem: rows follow the size of the text. */
const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** What stands in the place of a value that is none, or no text. */
const useValueWords = (): ((row: ElementRow) => string) => {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ tag, items, bytes, value, cut }) => {
    if (tag === '') return t('images.tags.item', { number: items ?? 0 });
    if (items !== null) return t('images.tags.items', { count: items });
    const said = cut ? `${value} …` : value;
    return bytes === null ? said : `${t('images.tags.bytes', { size: format.bytes(bytes) })} · ${said}`;
  };
};

interface TagListProps {
  readonly rows: readonly ElementRow[];
  readonly onChosen: (row: ElementRow | null) => void;
}

/** Data elements, as many as there are: only those in sight are in the page. */
export function TagList({ rows, onChosen }: TagListProps) {
  const { t, i18n } = useTranslation();
  const words = useValueWords();
  const [rowSize] = useState(() => Math.round(rem() * 2));
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowSize }}>
      <GridList
        className="tags-list"
        aria-label={t('images.tags.list')}
        selectionMode="single"
        items={rows}
        dependencies={[i18n.language]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          onChosen(rows.find(({ path }) => path === key) ?? null);
        }}
        renderEmptyState={() => <p className="tags-empty">{t('images.tags.none')}</p>}
      >
        {(row) => {
          const value = words(row);
          return (
            <GridListItem
              id={row.path}
              className="tags-row"
              textValue={[row.tag, row.keyword, row.vr, value].filter((part) => part !== '').join(' ')}
            >
              <span className="tags-tag" style={{ paddingInlineStart: `${row.depth * 0.75}rem` }}>
                {row.tag}
              </span>
              <span className="tags-keyword">{row.keyword}</span>
              <span className="tags-vr">{row.vr}</span>
              <span className="tags-value">{value}</span>
            </GridListItem>
          );
        }}
      </GridList>
    </Virtualizer>
  );
}
