import { Label, RadioButton, RadioField, RadioGroup as AriaRadioGroup } from 'react-aria-components';
import './choice.css';
import './field.css';

export interface RadioChoice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface RadioGroupProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly RadioChoice<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** `tiles`: side by side, while there is room. */
  readonly layout?: 'list' | 'tiles';
}

export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>) {
  const { label, choices, value, onChange, layout = 'list' } = props;
  const choose = (id: string): void => {
    const choice = choices.find((each) => each.id === id);
    if (choice) onChange(choice.id);
  };
  return (
    <AriaRadioGroup className="ui-field ui-radios" value={value} onChange={choose}>
      <Label className="ui-field-label">{label}</Label>
      <div className={layout === 'tiles' ? 'ui-radio-tiles' : 'ui-radio-list'}>
        {choices.map((choice) => (
          <RadioField key={choice.id} value={choice.id}>
            <RadioButton className="ui-choice">
              <span className="ui-choice-dot" aria-hidden />
              <span className="ui-choice-words">
                <span>{choice.label}</span>
                {choice.hint !== undefined && <span className="ui-field-hint">{choice.hint}</span>}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
