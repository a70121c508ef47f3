import { useTranslation } from 'react-i18next';
import { LocalExams, type LocalExamsProps } from './LocalExams.tsx';

/** Imported exams among what is on this computer, for whoever is signed in. */
export function LocalSection({ onReadReport }: LocalExamsProps) {
  const { t } = useTranslation();
  return (
    <section className="local-section" aria-labelledby="local-section-title">
      <h2 id="local-section-title">{t('localExams.section')}</h2>
      <p className="ui-muted">{t('localExams.sectionLead')}</p>
      <LocalExams onReadReport={onReadReport} headingLevel={3} />
    </section>
  );
}
