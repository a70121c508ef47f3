import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components';
import './progress-bar.css';

export interface ProgressBarProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  /** 0 to 1; left out when nobody knows. */
  readonly value?: number | undefined;
  /** In words, e.g. « 42 sur 212 images ». */
  readonly valueText?: string | undefined;
}

export function ProgressBar({ label, labelHidden, value, valueText }: ProgressBarProps) {
  return (
    <AriaProgressBar
      className="ui-progress"
      minValue={0}
      maxValue={1}
      isIndeterminate={value === undefined}
      {...(value !== undefined && { value })}
      {...(valueText !== undefined && { valueLabel: valueText })}
      {...(labelHidden && { 'aria-label': label })}
    >
      {({ percentage, valueText: words }) => (
        <>
          {!labelHidden && (
            <div className="ui-progress-words">
              <Label>{label}</Label>
              <span>{words}</span>
            </div>
          )}
          <div className="ui-progress-track">
            <div className="ui-progress-bar" style={{ width: `${percentage ?? 40}%` }} />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
