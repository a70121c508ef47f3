import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import './tooltip.css';

export interface TooltipProps {
  readonly text: string;
  readonly shortcut?: string | undefined;
  /** The one focusable thing that it explains. */
  readonly children: ReactElement;
}

/** Repeats or completes a name; never the only place where something is said. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip className="ui-tooltip" offset={6}>
        {text}
        {shortcut !== undefined && <kbd className="ui-tooltip-shortcut">{shortcut}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
