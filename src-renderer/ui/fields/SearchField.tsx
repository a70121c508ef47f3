import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import {
  Button as AriaButton,
  Group,
  Input,
  Label,
  SearchField as AriaSearchField,
  Text,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import './field.css';

export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'children' | 'className' | 'style'> {
  /** Stands in the field too: short, or large text cuts it off. */
  readonly label: string;
  /** What one can look for. */
  readonly hint?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function SearchField({ label, hint, inputRef, ...rest }: SearchFieldProps) {
  const { t } = useTranslation();
  return (
    <AriaSearchField {...rest} className="ui-field ui-search">
      <VisuallyHidden>
        <Label>{label}</Label>
      </VisuallyHidden>
      <Group className="ui-input">
        <Search aria-hidden className="ui-icon" />
        <Input placeholder={label} {...(inputRef !== undefined && { ref: inputRef })} />
        {rest.value !== '' && (
          <AriaButton className="ui-input-action" aria-label={t('common.clearSearch')}>
            <X aria-hidden />
          </AriaButton>
        )}
      </Group>
      {hint !== undefined && (
        <Text slot="description" className="ui-field-hint">
          {hint}
        </Text>
      )}
    </AriaSearchField>
  );
}
