import { FolderOpen, ShieldAlert, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Patient } from '../../../src-shared/domain/patient.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';

export interface FoundPatientProps {
  readonly patient: Patient;
  readonly onOpen: () => void;
  /** Left out where this account cannot. */
  readonly onBreakGlass: (() => void) | undefined;
}

/** Found among all patients of the portal: opened where there is a right to, else the glass can be broken. */
export function FoundPatient({ patient, onOpen, onBreakGlass }: FoundPatientProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = patient.displayName;
  return (
    <article className="patient-found ui-slab" aria-label={name}>
      <UserRound aria-hidden className="ui-icon" />
      <div className="patient-words">
        <h3 className="patient-name">{name}</h3>
        <p className="ui-muted">
          {patient.birthDate !== null && t('patients.born', { date: format.shortDate(patient.birthDate) })}
        </p>
      </div>
      {patient.access === 'none' ? (
        onBreakGlass && (
          <Button icon={ShieldAlert} aria-label={t('breakGlass.openNamed', { name })} onPress={onBreakGlass}>
            {t('breakGlass.open')}
          </Button>
        )
      ) : (
        <Button icon={FolderOpen} aria-label={t('patients.openNamed', { name })} onPress={onOpen}>
          {t('patients.open')}
        </Button>
      )}
    </article>
  );
}
