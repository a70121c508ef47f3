import { ChevronRight, UserRound } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/states/Badge.tsx';
import { useFormat } from '../../ui/words/format.ts';
import type { MyPatient } from './my-patients.ts';

export interface PatientButtonProps {
  readonly patient: MyPatient;
  readonly onPress: () => void;
}

export function PatientButton({ patient, onPress }: PatientButtonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <AriaButton className="patient-button ui-row-button ui-slab" onPress={onPress}>
      <UserRound aria-hidden className="ui-icon" />
      <span className="patient-words">
        <span className="patient-name">
          {patient.name}
          {patient.hasNews && <Badge tone="accent">{t('common.new')}</Badge>}
        </span>
        <span className="ui-muted">
          {[
            patient.birthDate !== null && t('patients.born', { date: format.shortDate(patient.birthDate) }),
            t('patients.examCount', { count: patient.examCount }),
          ]
            .filter(Boolean)
            .join('\u00a0· ')}
        </span>
      </span>
      <span className="patient-newest ui-muted">
        <bdi>{patient.newest.label}</bdi> · {format.shortDate(patient.newest.date)}
      </span>
      <ChevronRight aria-hidden className="ui-icon" />
    </AriaButton>
  );
}
