import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  FieldError,
  Group,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import './field.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly multiline?: boolean;
  /** Buttons inside the field, at its end. */
  readonly action?: ReactNode;
}

export function TextField({ label, hint, error, placeholder, multiline, action, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className="ui-field">
      <Label className="ui-field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="ui-field-hint">
          {hint}
        </Text>
      )}
      <Group className="ui-input">
        {multiline ? <TextArea placeholder={placeholder ?? ''} /> : <Input placeholder={placeholder ?? ''} />}
        {action}
      </Group>
      <FieldError className="ui-field-error">
        <CircleAlert aria-hidden />
        <span>{error}</span>
      </FieldError>
    </AriaTextField>
  );
}
