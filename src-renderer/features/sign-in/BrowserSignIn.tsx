import { useMutation } from '@tanstack/react-query';
import { Globe } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf, call } from '../../bridge/call.ts';
import { showSession } from '../../bridge/session.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { stayAtFirst } from './stay-at-first.ts';

export interface BrowserSignInProps {
  readonly portalAddress: string;
  /** A locked application asks again who is there, not whether to stay. */
  readonly mayStay: boolean;
}

/** Where a portal prefers the system browser (RFC 8252): no password is asked here. */
export function BrowserSignIn({ portalAddress, mayStay }: BrowserSignInProps) {
  const { t } = useTranslation();
  const [stay, setStay] = useState(stayAtFirst);
  const signIn = useMutation({
    mutationFn: () => call('session.signInWithBrowser', { portalAddress, staySignedIn: stay }),
    onSuccess: showSession,
    meta: { ownWords: true },
  });
  const error = signIn.error === null ? null : appErrorOf(signIn.error);
  return (
    <div className="sign-in-form">
      {error && error.code !== 'cancelled' && <ErrorNotice error={error} />}
      {signIn.isPending ? (
        <>
          <Notice tone="info" live="polite" title={t('signIn.browser.waiting')} />
          <Button onPress={() => void call('session.cancelBrowserSignIn')}>{t('common.cancel')}</Button>
        </>
      ) : (
        <>
          <p>{t('signIn.browser.lead')}</p>
          {mayStay && (
            <Checkbox isSelected={stay} onChange={setStay} hint={t('signIn.stayHint')}>
              {t('signIn.stay')}
            </Checkbox>
          )}
          <Button variant="primary" icon={Globe} onPress={() => signIn.mutate()}>
            {t('signIn.browser.signIn')}
          </Button>
        </>
      )}
    </div>
  );
}
