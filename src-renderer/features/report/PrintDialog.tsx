import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/buttons/Button.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { ProgressBar } from '../../ui/states/ProgressBar.tsx';
import { printDocument } from './pdf/print.ts';

export interface PrintDialogProps {
  readonly document: PDFDocumentProxy;
  readonly onClose: () => void;
}

/** Prepares every page, then hands over to the system's own dialog. */
export function PrintDialog({ document, onClose }: PrintDialogProps) {
  const { t } = useTranslation();
  const [done, setDone] = useState(0);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    const end = new AbortController();
    printDocument(document, { signal: end.signal, onProgress: setDone }).then(onClose, () => {
      if (!end.signal.aborted) setFailed(true);
    });
    return () => end.abort();
  }, [document, onClose]);

  const pages = document.numPages;
  return (
    <Dialog
      title={t('report.printing.title')}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{hasFailed ? t('common.close') : t('common.cancel')}</Button>}
    >
      {hasFailed ? (
        <Notice
          tone="bad"
          live="assertive"
          title={t('report.printing.failed')}
          meaning={t('report.printing.failedMeaning')}
          remedy={t('report.printing.failedRemedy')}
        />
      ) : (
        <ProgressBar label={t('report.printing.progress', { done, pages })} value={done / pages} />
      )}
    </Dialog>
  );
}
