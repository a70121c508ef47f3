import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  /** `primary`: the one thing to do here. `quiet`: no surface until it is pointed at. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly icon?: LucideIcon | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ children, variant = 'secondary', icon: Icon, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`ui-button ui-button-${variant}`}>
      {Icon && <Icon aria-hidden className="ui-icon" />}
      <span>{children}</span>
      {rest.isPending === true && <UnderWay />}
    </AriaButton>
  );
}

/** A portal may take seconds: that it was pressed is seen below the words, and said once with the button's name. */
function UnderWay() {
  const { t } = useTranslation();
  return <VisuallyHidden>{t('common.underWay')}</VisuallyHidden>;
}
