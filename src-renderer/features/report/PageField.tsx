import { useState, type KeyboardEvent } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

export interface PageFieldProps {
  /** 1-based. */
  readonly page: number;
  readonly pages: number;
  readonly onChange: (page: number) => void;
}

/** Says which page is shown; a number typed here, then Enter, goes there. */
export function PageField({ page, pages, onChange }: PageFieldProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);

  const commit = (): void => {
    const wanted = Number.parseInt(draft ?? '', 10);
    setDraft(null);
    if (Number.isFinite(wanted)) onChange(Math.min(Math.max(wanted, 1), pages));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape') setDraft(null);
    // A tool bar moves on arrows; a number is edited with them.
    else if (!event.key.startsWith('Arrow')) return;
    event.stopPropagation();
  };

  return (
    <TextField
      className="report-page-field"
      value={draft ?? String(page)}
      onChange={(value) => setDraft(value.replace(/\D/gu, '').slice(0, 5))}
      onBlur={commit}
      isDisabled={pages === 0}
      inputMode="numeric"
    >
      <VisuallyHidden>
        <Label>{t('report.goToPage')}</Label>
      </VisuallyHidden>
      <Input
        className="report-page-input"
        onKeyDown={press}
        onFocus={(event) => event.currentTarget.select()}
      />
      <span className="report-page-total">{t('report.pageOf', { pages })}</span>
    </TextField>
  );
}
