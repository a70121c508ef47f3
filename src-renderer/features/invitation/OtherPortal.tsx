import { Globe, ShieldQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/buttons/Button.tsx';

export interface OtherPortalProps {
  readonly address: string;
  readonly onConfirm: () => void;
  readonly onRefuse: () => void;
}

/** Anybody can write a link: nothing is asked of a portal that this computer does not know before a person looked. */
export function OtherPortal({ address, onConfirm, onRefuse }: OtherPortalProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="invitation-address">
        <Globe aria-hidden className="ui-icon" />
        <p>
          <span className="invitation-address-label">{t('invitation.otherAddress')}</span>
          <strong className="selectable">{address}</strong>
        </p>
      </div>
      <p className="invitation-doubt">
        <ShieldQuestion aria-hidden className="ui-icon" />
        <span>{t('invitation.otherHint')}</span>
      </p>
      <div className="invitation-actions">
        <Button onPress={onRefuse}>{t('invitation.notNow')}</Button>
        <Button variant="primary" onPress={onConfirm}>
          {t('invitation.otherConfirm')}
        </Button>
      </div>
    </>
  );
}
