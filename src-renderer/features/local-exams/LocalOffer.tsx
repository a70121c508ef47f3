import { Disc3, FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useChooseImport, useLocalExams } from '../../bridge/imports.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useSeen } from '../../ui/use-seen.ts';
import './local-exams.css';

export interface LocalOfferProps {
  readonly onSee: () => void;
}

/** On the sign-in page: a CD needs no account, and what was imported before is there. */
export function LocalOffer({ onSee }: LocalOfferProps) {
  const { t } = useTranslation();
  const choose = useChooseImport();
  // Main starts a process for it and asks the keychain.
  const count = useLocalExams(useSeen()).data?.length ?? 0;
  return (
    <section className="local-offer" aria-labelledby="local-offer-title">
      <div className="local-offer-words">
        <h2 id="local-offer-title">{t('localExams.offer')}</h2>
        <p className="ui-muted">{t('localExams.offerMeaning')}</p>
      </div>
      <div className="import-actions">
        <Button icon={Disc3} isPending={choose.isPending} onPress={() => choose.mutate('folder')}>
          {t('localExams.openDisc')}
        </Button>
        {count > 0 && (
          <Button variant="quiet" icon={FolderOpen} onPress={onSee}>
            {t('localExams.see', { count })}
          </Button>
        )}
      </div>
    </section>
  );
}
