import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/buttons/Button.tsx';
import { FrontHead } from '../../ui/frames/FrontPage.tsx';
import { Page } from '../../ui/frames/Page.tsx';
import { LocalExams, type LocalExamsProps } from './LocalExams.tsx';

export interface LocalExamsScreenProps extends LocalExamsProps {
  readonly onBack: () => void;
  /** Language, theme, text size. */
  readonly appearance: ReactNode;
  /** A disc that is in this computer. */
  readonly notice: ReactNode;
  /** Whom to ask. */
  readonly support: ReactNode;
}

/** Imported exams while nobody is signed in: a CD needs no account. */
export function LocalExamsScreen(props: LocalExamsScreenProps) {
  const { onBack, appearance, notice, support, onReadReport } = props;
  const { t } = useTranslation();
  return (
    <div className="local-screen">
      <FrontHead appearance={appearance} />
      <main className="local-screen-main">
        <div className="local-screen-back">
          <Button variant="quiet" icon={ArrowLeft} onPress={onBack}>
            {t('localExams.backToSignIn')}
          </Button>
        </div>
        <Page title={t('localExams.title')} lead={t('localExams.lead')}>
          {notice}
          <LocalExams onReadReport={onReadReport} headingLevel={2} />
        </Page>
        {support}
      </main>
    </div>
  );
}
