import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import './choice.css';

export interface CheckboxProps {
  readonly children: string;
  readonly hint?: string | undefined;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Checkbox({ children, hint, isSelected, onChange, isDisabled = false }: CheckboxProps) {
  return (
    <CheckboxField isSelected={isSelected} onChange={onChange} isDisabled={isDisabled}>
      <CheckboxButton className="ui-choice">
        <span className="ui-choice-box" aria-hidden>
          <Check />
        </span>
        <span className="ui-choice-words">
          <span>{children}</span>
          {hint !== undefined && <span className="ui-field-hint">{hint}</span>}
        </span>
      </CheckboxButton>
    </CheckboxField>
  );
}
