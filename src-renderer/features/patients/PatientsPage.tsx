import { SearchX, UsersRound } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../bridge/call.ts';
import { useExams, usePatientSearch } from '../../bridge/queries.ts';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { matches } from '../../ui/words/fold.ts';
import { useFormat } from '../../ui/words/format.ts';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { Page } from '../../ui/frames/Page.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { BreakGlassDialog } from './BreakGlassDialog.tsx';
import { FoundPatient } from './FoundPatient.tsx';
import { patientsOf, type MyPatient } from './my-patients.ts';
import { PatientButton } from './PatientButton.tsx';
import '../../ui/exams/rows.css';
import './patients.css';

export interface PatientsPageProps {
  readonly online: boolean;
  /** An administrator has access as it is. */
  readonly mayBreakGlass: boolean;
  readonly onPatient: (patientId: string) => void;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Patients whose exams this account may read, and a search among all for an emergency. */
export function PatientsPage({ online, mayBreakGlass, onPatient }: PatientsPageProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const sought = useDeferredValue(words.trim());
  const exams = useExams();
  const mine = useMemo(() => patientsOf(exams.data?.items ?? []), [exams.data]);
  const format = useFormat();
  const isSearching = online && sought.length >= 2;
  const found = mine.filter((patient) =>
    matches(sought, `${patient.name} ${patient.birthDate === null ? '' : format.date(patient.birthDate)}`),
  );
  return (
    <Page title={t('patients.title')} lead={t('patients.lead')}>
      {exams.data && <FreshnessNotice freshness={exams.data.freshness} />}
      <SearchField
        label={t('patients.search')}
        hint={t('patients.searchHint')}
        value={words}
        onChange={setWords}
      />
      {exams.isPending && <Skeleton lines={5} />}
      {exams.isError && !exams.data && (
        <ErrorState isList error={appErrorOf(exams.error)} onRetry={() => exams.refetch()} />
      )}
      {/* Who has none of their own looks for another's, perhaps in haste: nothing stands between. */}
      {exams.data && (mine.length > 0 || !isSearching) && (
        <Mine patients={found} hasAny={mine.length > 0} onPatient={onPatient} />
      )}
      {!online && exams.data && <p className="ui-muted">{t('patients.searchOffline')}</p>}
      {isSearching && (
        <Others
          words={sought}
          mine={new Set(mine.map(({ id }) => id))}
          mayBreakGlass={mayBreakGlass}
          onPatient={onPatient}
        />
      )}
    </Page>
  );
}

interface MineProps {
  readonly patients: readonly MyPatient[];
  readonly hasAny: boolean;
  readonly onPatient: (patientId: string) => void;
}

function Mine({ patients, hasAny, onPatient }: MineProps) {
  const { t } = useTranslation();
  if (!hasAny)
    return (
      <EmptyState icon={UsersRound} title={t('patients.empty')}>
        {t('patients.emptyMeaning')}
      </EmptyState>
    );
  return (
    <section className="patients-part" aria-labelledby="patients-mine">
      <h2 id="patients-mine">{t('patients.mine')}</h2>
      <p className="ui-count" role="status">
        {patients.length === 0 ? t('patients.noneOfMine') : t('patients.count', { count: patients.length })}
      </p>
      <ul className="patients-list">
        {patients.map((patient) => (
          <li key={patient.id}>
            <PatientButton patient={patient} onPress={() => onPatient(patient.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OthersProps {
  readonly words: string;
  readonly mine: ReadonlySet<string>;
  readonly mayBreakGlass: boolean;
  readonly onPatient: (patientId: string) => void;
}

function Others({ words, mine, mayBreakGlass, onPatient }: OthersProps) {
  const { t } = useTranslation();
  const search = usePatientSearch(words);
  const [breaking, setBreaking] = useState<Person | null>(null);
  const others = (search.data ?? []).filter(({ id }) => !mine.has(id));
  return (
    <section className="patients-part" aria-labelledby="patients-others">
      <h2 id="patients-others">{t('patients.others')}</h2>
      {mayBreakGlass && <p className="ui-muted">{t('patients.othersLead')}</p>}
      {search.isPending && <Skeleton lines={2} />}
      {search.isError && <ErrorNotice error={appErrorOf(search.error)} onRetry={() => search.refetch()} />}
      {search.data && others.length === 0 && (
        <p className="patients-none">
          <SearchX aria-hidden className="ui-icon" />
          <span>{t('patients.noneFound')}</span>
        </p>
      )}
      <ul className="patients-list">
        {others.map((patient) => (
          <li key={patient.id}>
            <FoundPatient
              patient={patient}
              onOpen={() => onPatient(patient.id)}
              onBreakGlass={
                mayBreakGlass ? () => setBreaking({ id: patient.id, name: patient.displayName }) : undefined
              }
            />
          </li>
        ))}
      </ul>
      {breaking !== null && (
        <BreakGlassDialog
          patientId={breaking.id}
          name={breaking.name}
          onClose={() => setBreaking(null)}
          onOpened={() => {
            setBreaking(null);
            onPatient(breaking.id);
          }}
        />
      )}
    </section>
  );
}
