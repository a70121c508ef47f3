import { useTranslation } from 'react-i18next';
import { OfflineNotice } from '../../ui/notices/OfflineNotice.tsx';
import { Deactivation } from './Deactivation.tsx';
import { DeviceSessions } from './DeviceSessions.tsx';
import { PasswordChange } from './PasswordChange.tsx';

export interface AccountTabProps {
  readonly mayDeactivate: boolean;
  /** All of this is between the person and the portal: nothing of it works without. */
  readonly online: boolean;
}

export function AccountTab({ mayDeactivate, online }: AccountTabProps) {
  const { t } = useTranslation();
  return (
    <div className="personal-account">
      {!online && <OfflineNotice>{t('personal.accountOffline')}</OfflineNotice>}
      <PasswordChange online={online} />
      <DeviceSessions online={online} />
      {mayDeactivate && <Deactivation online={online} />}
    </div>
  );
}
