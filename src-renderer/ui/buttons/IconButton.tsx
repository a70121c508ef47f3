import type { LucideIcon } from 'lucide-react';
import type { Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Tooltip } from './Tooltip.tsx';
import './button.css';

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  'children' | 'className' | 'style' | 'aria-label'
> {
  /** Its name, and its tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** Shown beside the label in the tooltip, e.g. `Ctrl+F`. */
  readonly shortcut?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, icon: Icon, shortcut, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <AriaButton {...rest} aria-label={label} className="ui-button ui-button-quiet ui-button-icon">
        <Icon aria-hidden className="ui-icon" />
      </AriaButton>
    </Tooltip>
  );
}
