import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/buttons/Button.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';

/** Nothing has failed, but the first page is not there yet: says so, and offers the file itself. */
export function SlowNotice({ onSave }: { readonly onSave: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice
      tone="info"
      live="polite"
      title={t('report.slow.what')}
      meaning={t('report.slow.meaning')}
      remedy={t('report.slow.remedy')}
      actions={
        <Button icon={Download} onPress={onSave}>
          {t('report.saveFile')}
        </Button>
      }
    />
  );
}
