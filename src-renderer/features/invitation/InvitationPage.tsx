import { useMutation } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../src-shared/domain/invitation.ts';
import { call } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { FrontCard, FrontPage } from '../../ui/frames/FrontPage.tsx';
import { CodeForm, type OverCode } from './CodeForm.tsx';
import { OtherPortal } from './OtherPortal.tsx';
import type { SignedInAccount } from './signed-in-account.ts';
import './invitation.css';

export interface InvitationPageProps {
  readonly invitation: Invitation;
  /** Null for nobody. */
  readonly account: SignedInAccount | null;
  readonly appearance: ReactNode;
  /** Whom to ask. */
  readonly support: ReactNode;
}

/** A link was followed: where it leads, the access code, and how it ended. Over everything else, until it is decided. */
export function InvitationPage({ invitation, account, appearance, support }: InvitationPageProps) {
  const { t } = useTranslation();
  const { mutate: dismiss } = useMutation({ mutationFn: () => call('guest.dismiss') });
  const [confirmed, setConfirmed] = useState(false);
  const [over, setOver] = useState<OverCode | null>(null);
  const close = <Button onPress={() => dismiss()}>{t('invitation.close')}</Button>;
  const frame = (title: string, lead: string, children: ReactNode) => (
    <Frame {...{ title, lead, appearance, support }}>{children}</Frame>
  );
  switch (invitation.kind) {
    case 'broken':
      return frame(
        t('invitation.brokenTitle'),
        t('errors.link-broken.meaning'),
        <>
          <p>{t('errors.link-broken.remedy')}</p>
          {close}
        </>,
      );
    case 'over':
      return frame(
        t(invitation.end === 'expired' ? 'invitation.overExpired' : 'invitation.overStopped'),
        t(invitation.end === 'expired' ? 'invitation.overExpiredLead' : 'invitation.overStoppedLead'),
        <>
          <p>{t('invitation.overRemedy')}</p>
          {close}
        </>,
      );
    case 'share':
      if (over)
        return frame(
          t('invitation.noLonger'),
          `${t(`errors.${over}.what`)} ${t(`errors.${over}.meaning`)}`,
          <>
            <p>{t(`errors.${over}.remedy`)}</p>
            {close}
          </>,
        );
      if (!invitation.isKnown && !confirmed)
        return frame(
          t('invitation.otherTitle'),
          t('invitation.otherLead'),
          <OtherPortal
            address={invitation.portalAddress}
            onConfirm={() => setConfirmed(true)}
            onRefuse={() => dismiss()}
          />,
        );
      return frame(
        t('invitation.title'),
        t('invitation.lead'),
        <CodeForm
          portalAddress={invitation.portalAddress}
          again={invitation.again}
          account={account}
          onOver={setOver}
          onRefuse={() => dismiss()}
        />,
      );
  }
}

interface FrameProps {
  readonly title: string;
  readonly lead: string;
  readonly appearance: ReactNode;
  readonly support: ReactNode;
  readonly children: ReactNode;
}

function Frame({ title, lead, appearance, support, children }: FrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the form within takes the focus for what is to be typed, also where both appear at once.
  useLayoutEffect(() => {
    document.title = `${title} – e-mage`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <FrontPage title={title} lead={lead} headingRef={heading} appearance={appearance}>
      <FrontCard>{children}</FrontCard>
      {support}
    </FrontPage>
  );
}
