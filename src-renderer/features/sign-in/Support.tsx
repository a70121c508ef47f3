import { useMutation } from '@tanstack/react-query';
import { BookOpenText, Mail, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import { call } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import './sign-in.css';

export interface SupportProps {
  /** As the portal says; nothing to read out where the page is about no portal. */
  readonly support?: Portal['support'];
  /** Who cannot get in has nowhere else to read how. */
  readonly onGuide?: (() => void) | undefined;
}

/** Support is one click away (L15), also from the pages without a menu. Main knows whom the mail goes to. */
export function Support({ support, onGuide }: SupportProps) {
  const { t } = useTranslation();
  const { mutate: write } = useMutation({
    mutationFn: () => call('help.openLink', { kind: 'support-mail' }),
  });
  return (
    <section className="sign-in-support" aria-label={t('signIn.support')}>
      <div className="sign-in-support-ways">
        <Button variant="quiet" icon={Mail} onPress={() => write()}>
          {t('shell.support')}
        </Button>
        {onGuide && (
          <Button variant="quiet" icon={BookOpenText} onPress={onGuide}>
            {t('help.openGuide')}
          </Button>
        )}
      </div>
      {support && (
        <p className="sign-in-support-line">
          <span className="selectable">{support.email}</span>
          {support.telephone !== null && (
            <span className="sign-in-support-telephone">
              <Phone aria-hidden className="ui-icon" />
              <span className="selectable">{support.telephone}</span>
            </span>
          )}
        </p>
      )}
    </section>
  );
}
