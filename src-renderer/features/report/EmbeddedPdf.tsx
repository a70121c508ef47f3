import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../../src-shared/domain/series.ts';
import { succeeded } from '../../../src-shared/ipc/result.ts';
import { errorWords } from '../../ui/words/error-words.ts';
import { OpenReport } from './OpenReport.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { createViewStore } from './pdf/view-store.ts';
import { useDocument } from './use-report-document.ts';
import './report-page.css';

/** Its text names no images of an exam. */
const none: readonly Series[] = [];

export interface EmbeddedPdfProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly title: string;
  readonly onSave: () => void;
}

/** A PDF that came out of an image file, as a report is shown. Fills what it stands in. */
export function EmbeddedPdf({ bytes, title, onSave }: EmbeddedPdfProps) {
  const { t } = useTranslation();
  const [store] = useState(createViewStore);
  // pdf.js takes the bytes away from who hands them over.
  const document = useDocument(useCallback(() => Promise.resolve(succeeded(bytes.slice())), [bytes]));
  switch (document.kind) {
    case 'loading':
      return <p role="status">{t('images.objects.opening')}</p>;
    case 'password':
      return <PasswordForm wasWrong={document.wasWrong} onAnswer={document.answer} />;
    case 'too-large':
      return <p role="status">{t('report.tooLarge.what')}</p>;
    case 'failed':
      return <p role="status">{errorWords(t, document.error).what}</p>;
    case 'ready':
      return (
        <section className="report-page" aria-label={title}>
          <OpenReport
            pdf={document.pdf}
            store={store}
            series={none}
            title={title}
            onSave={onSave}
            onImages={null}
            onImage={() => undefined}
            imagesOpen="beside"
          />
        </section>
      );
  }
}
