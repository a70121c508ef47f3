import { Disc3 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useImport, useOpenVolume } from '../../bridge/imports.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import './local-exams.css';

/** A disc or stick with medical images was put in: offers to show them. Never opens anything by itself. */
export function DiscNotice() {
  const { t } = useTranslation();
  const volumes = useImport((imports) => imports.volumes);
  const { kind } = useImport((imports) => imports.state);
  const open = useOpenVolume();
  // One that was put off comes back when it is put in again.
  const [putOff, setPutOff] = useState<readonly string[]>([]);
  const offered = volumes.filter(({ id }) => !putOff.includes(id));
  if (offered.length === 0 || kind !== 'idle') return null;
  return (
    <div className="disc-notices" role="status">
      {offered.map(({ id, name }) => (
        <div key={id} className="disc-notice">
          <Disc3 aria-hidden className="ui-icon" />
          <p>{t('localExams.disc.found', { name })}</p>
          <div className="import-actions">
            <Button variant="primary" isPending={open.isPending} onPress={() => open.mutate(id)}>
              {t('localExams.disc.open')}
            </Button>
            <Button variant="quiet" onPress={() => setPutOff([...putOff, id])}>
              {t('localExams.disc.later')}
            </Button>
          </div>
        </div>
      ))}
    </div>
  );
}
