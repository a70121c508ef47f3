import type { LucideIcon } from 'lucide-react';
import { ToggleButton as AriaToggleButton, type ToggleButtonProps as AriaProps } from 'react-aria-components';
import './button.css';

export interface ToggleButtonProps extends Omit<AriaProps, 'children' | 'className' | 'style'> {
  readonly children: string;
  readonly icon?: LucideIcon | undefined;
}

export function ToggleButton({ children, icon: Icon, ...rest }: ToggleButtonProps) {
  return (
    <AriaToggleButton {...rest} className="ui-button ui-toggle">
      {Icon && <Icon aria-hidden className="ui-icon" />}
      <span>{children}</span>
    </AriaToggleButton>
  );
}
