import { Check, ChevronDown, CircleAlert } from 'lucide-react';
import {
  Button as AriaButton,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import './field.css';
import '../list.css';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly choices: readonly Choice<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly isDisabled?: boolean;
}

/** One of a few: what is chosen is always one of `choices`. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, labelHidden, hint, error, choices, value, onChange, isDisabled = false } = props;
  const chosen = (key: unknown): void => {
    const choice = choices.find((each) => each.id === key);
    if (choice) onChange(choice.id);
  };
  return (
    <AriaSelect
      className="ui-field ui-select"
      value={value}
      onChange={chosen}
      isInvalid={error !== undefined}
      isDisabled={isDisabled}
    >
      {labelHidden ? (
        <VisuallyHidden>
          <Label>{label}</Label>
        </VisuallyHidden>
      ) : (
        <Label className="ui-field-label">{label}</Label>
      )}
      {hint !== undefined && (
        <Text slot="description" className="ui-field-hint">
          {hint}
        </Text>
      )}
      <AriaButton className="ui-input ui-select-button">
        <SelectValue className="ui-select-value" />
        <ChevronDown aria-hidden className="ui-icon" />
      </AriaButton>
      <FieldError className="ui-field-error">
        <CircleAlert aria-hidden />
        <span>{error}</span>
      </FieldError>
      <Popover className="ui-popover ui-select-popover" offset={4}>
        <ListBox className="ui-list" items={choices}>
          {(choice) => (
            <ListBoxItem className="ui-list-item" textValue={choice.label}>
              {({ isSelected }) => (
                <>
                  <span>{choice.label}</span>
                  {isSelected && <Check aria-hidden className="ui-icon" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
