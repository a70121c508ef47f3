import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronRight, UserRound, UserRoundPlus, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { KnownAccount } from '../../../src-shared/domain/session.ts';
import { call } from '../../bridge/call.ts';
import { keys } from '../../bridge/queries.ts';
import { showSession } from '../../bridge/session.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { IconButton } from '../../ui/buttons/IconButton.tsx';

export interface KnownAccountsProps {
  readonly accounts: readonly KnownAccount[];
  /** An account that has to give its password. */
  readonly onChoose: (account: KnownAccount) => void;
  /** Someone who is not in the list. */
  readonly onOther: () => void;
}

/** The people of this computer; whoever stays signed in needs no password. */
export function KnownAccounts({ accounts, onChoose, onOther }: KnownAccountsProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const switchTo = useMutation({
    mutationFn: ({ portalAddress, username }: KnownAccount) =>
      call('session.switchTo', { portalAddress, username }),
    onSuccess: showSession,
    onError: (_thrown, account) => onChoose(account),
  });
  const forget = useMutation({
    mutationFn: ({ portalAddress, username }: KnownAccount) =>
      call('session.forget', { portalAddress, username }),
    onSuccess: (left) => queryClient.setQueryData(keys.knownAccounts, left),
  });
  return (
    <section className="sign-in-accounts" aria-labelledby="known-accounts">
      <h2 id="known-accounts">{t('signIn.accounts')}</h2>
      <ul className="sign-in-account-list">
        {accounts.map((account) => (
          <li key={`${account.portalAddress} ${account.username}`} className="sign-in-account">
            <AriaButton
              className="sign-in-account-button"
              onPress={() => (account.remembered ? switchTo.mutate(account) : onChoose(account))}
            >
              <UserRound aria-hidden className="ui-icon" />
              <span className="sign-in-account-words">
                <strong>{account.displayName}</strong>
                <span className="ui-muted">{account.portalName}</span>
              </span>
              <ChevronRight aria-hidden className="ui-icon" />
            </AriaButton>
            <IconButton
              label={t('signIn.forget', { name: account.displayName })}
              icon={X}
              onPress={() => forget.mutate(account)}
            />
          </li>
        ))}
      </ul>
      <Button variant="quiet" icon={UserRoundPlus} onPress={onOther}>
        {t('signIn.otherPerson')}
      </Button>
    </section>
  );
}
