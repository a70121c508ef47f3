import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiscoveredPortal } from '../../../src-shared/domain/portal.ts';
import type { KnownAccount, SessionState } from '../../../src-shared/domain/session.ts';
import { defaultSupport } from '../../../src-shared/domain/support.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { discoveryOf, lastSaidKey, useKnownAccounts } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { FrontCard, FrontPage } from '../../ui/frames/FrontPage.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { useSeen } from '../../ui/use-seen.ts';
import { BrowserSignIn } from './BrowserSignIn.tsx';
import { CredentialsForm } from './CredentialsForm.tsx';
import { KnownAccounts } from './KnownAccounts.tsx';
import { PortalPicker, type Discovery } from './PortalPicker.tsx';
import { Support } from './Support.tsx';
import './sign-in.css';

export interface SignInPageProps {
  readonly session: Extract<SessionState, { kind: 'signed-out' }>;
  /** Language, theme, text size. */
  readonly appearance: ReactNode;
  /** A disc that was put in. */
  readonly notice?: ReactNode;
  /** What can be done without an account. */
  readonly local?: ReactNode;
  /** Opens the user guide. */
  readonly onGuide?: () => void;
}

const none: readonly KnownAccount[] = [];

export function SignInPage({ session, appearance, notice, local, onGuide }: SignInPageProps) {
  const { t } = useTranslation();
  const { reason } = session;
  const hasEnded = reason === 'session-ended' || reason === 'account-deactivated';
  const [username, setUsername] = useState(session.username ?? '');
  const [address, setAddress] = useState(session.portalAddress);
  const [discovery, discoverAgain] = useDiscovery(address);
  useEffect(() => {
    document.title = `${t('signIn.title')} – e-mage`;
  }, [t]);

  const { data: accounts = none, isPending } = useKnownAccounts();
  const [chosen, setChosen] = useState(hasEnded);
  // One person who has to type a password anyway needs no list to choose from.
  const isFamily = accounts.length > 1 || accounts.some(({ remembered }) => remembered);
  const choose = (account: KnownAccount): void => {
    setChosen(true);
    setUsername(account.username);
    setAddress(account.portalAddress);
  };
  const showsForm = !isPending && (chosen || !isFamily);
  return (
    <FrontPage
      title={t('signIn.welcome')}
      lead={t('signIn.lead')}
      appearance={appearance}
      notice={notice !== undefined && <div className="sign-in-notice">{notice}</div>}
    >
      <div className="sign-in-ways">
        <FrontCard>
          {hasEnded && (
            <Notice
              tone="info"
              live="polite"
              title={t(`errors.${reason}.what`)}
              meaning={
                <>
                  {t(`errors.${reason}.meaning`)}
                  {reason === 'account-deactivated' && ` ${t('signIn.erased')}`}
                </>
              }
              remedy={t(`errors.${reason}.remedy`)}
            />
          )}
          {isFamily && !chosen && (
            <KnownAccounts
              accounts={accounts}
              onChoose={choose}
              onOther={() => {
                setChosen(true);
                setUsername('');
              }}
            />
          )}
          {showsForm && isFamily && (
            <div>
              <Button variant="quiet" icon={ArrowLeft} onPress={() => setChosen(false)}>
                {t('signIn.backToAccounts')}
              </Button>
            </div>
          )}
          {showsForm && (
            <PortalPicker
              discovery={discovery}
              onAddress={(next) => (next === address ? discoverAgain() : setAddress(next))}
            />
          )}
          {showsForm &&
            discovery.kind === 'found' &&
            (discovery.portal.browserSignIn ? (
              <BrowserSignIn portalAddress={discovery.portal.address} mayStay />
            ) : (
              <CredentialsForm
                key={`${discovery.portal.address} ${username}`}
                portal={discovery.portal}
                username={username}
                hasNews={hasEnded}
                onReach={discovery.portal.unreachable === true ? discoverAgain : undefined}
              />
            ))}
        </FrontCard>
        {local}
      </div>
      {discovery.kind !== 'asking' && (
        <Support
          support={discovery.kind === 'found' ? discovery.portal.support : defaultSupport}
          onGuide={onGuide}
        />
      )}
    </FrontPage>
  );
}

/** Asks the portal at an address what it is. */
function useDiscovery(address: string): readonly [Discovery, () => void] {
  const seen = useSeen();
  const lastSaid = useQueryClient().getQueryData<DiscoveredPortal>(lastSaidKey(address));
  const query = useQuery({
    ...discoveryOf(address),
    // Drawn with what it said the last time, it is asked anew when there is nothing more urgent to do.
    enabled: seen || lastSaid === undefined,
    // It was asked before the page was drawn, and may have failed already: its address would be typed while it is asked again.
    retryOnMount: seen,
    // For the same reason: where nothing answered, an address is being typed.
    refetchOnWindowFocus: ({ state }) => state.data !== undefined,
  });
  const again = (): void => void query.refetch();
  // What it said the last time counts until it answers, or does not.
  const portal = query.data ?? (query.isFetched ? undefined : lastSaid);
  if (portal) return [{ kind: 'found', portal }, again];
  if (query.isPending) return [{ kind: 'asking', address }, again];
  return [{ kind: 'failed', address, error: appErrorOf(query.error) }, again];
}
