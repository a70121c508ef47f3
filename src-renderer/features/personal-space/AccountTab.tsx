import { Deactivation } from './Deactivation.tsx';
import { DeviceSessions } from './DeviceSessions.tsx';
import { PasswordChange } from './PasswordChange.tsx';

export function AccountTab({ mayDeactivate }: { readonly mayDeactivate: boolean }) {
  return (
    <div className="personal-account">
      <PasswordChange />
      <DeviceSessions />
      {mayDeactivate && <Deactivation />}
    </div>
  );
}
