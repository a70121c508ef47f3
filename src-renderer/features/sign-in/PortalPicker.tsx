import { Building2 } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiscoveredPortal } from '../../../src-shared/domain/portal.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { useFocusField } from './use-focus-field.ts';

export type Discovery =
  | { readonly kind: 'asking'; readonly address: string }
  | { readonly kind: 'found'; readonly portal: DiscoveredPortal }
  | { readonly kind: 'failed'; readonly address: string; readonly error: AppError };

export interface PortalPickerProps {
  readonly discovery: Discovery;
  readonly onAddress: (address: string) => void;
}

const hostOf = (address: string): string => address.replace(/^https?:\/\//, '');

/** Which portal this is, as it says itself; or another address. */
export function PortalPicker({ discovery, onAddress }: PortalPickerProps) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  // As high as the form that comes.
  if (discovery.kind === 'asking') return <Skeleton lines={4} />;
  if (discovery.kind === 'found' && !changing) {
    const { portal } = discovery;
    return (
      <section className="sign-in-portal" aria-label={t('signIn.portal')}>
        <span className="sign-in-portal-icon">
          <Building2 aria-hidden className="ui-icon" />
        </span>
        <div className="sign-in-portal-words">
          <p className="sign-in-portal-name">{portal.name}</p>
          <p className="ui-muted">{portal.operator}</p>
          <p className="ui-muted">{hostOf(portal.address)}</p>
        </div>
        <Button variant="quiet" onPress={() => setChanging(true)}>
          {t('signIn.changePortal')}
        </Button>
      </section>
    );
  }
  return (
    <AddressForm
      error={discovery.kind === 'failed' ? discovery.error : null}
      address={discovery.kind === 'failed' ? discovery.address : hostOf(discovery.portal.address)}
      onCancel={discovery.kind === 'found' ? () => setChanging(false) : undefined}
      onAddress={(address) => {
        setChanging(false);
        onAddress(address);
      }}
    />
  );
}

interface AddressFormProps {
  readonly error: AppError | null;
  readonly address: string;
  readonly onAddress: (address: string) => void;
  readonly onCancel: (() => void) | undefined;
}

function AddressForm({ error, address: present, onAddress, onCancel }: AddressFormProps) {
  const { t } = useTranslation();
  const [address, setAddress] = useState(present);
  const form = useFocusField('address', error);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (address.trim() !== '') onAddress(address.trim());
  };
  return (
    <form ref={form} className="sign-in-form" onSubmit={submit} aria-label={t('signIn.portal')}>
      {error && <ErrorNotice error={error} />}
      <TextField
        label={t('signIn.address')}
        hint={t('signIn.addressHint')}
        name="address"
        value={address}
        onChange={setAddress}
        type="text"
        inputMode="url"
        autoComplete="url"
        spellCheck="false"
      />
      <div className="ui-row">
        <Button type="submit" variant="primary">
          {t('signIn.continue')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('common.cancel')}</Button>}
      </div>
    </form>
  );
}
