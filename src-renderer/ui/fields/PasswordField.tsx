import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { TextField, type TextFieldProps } from './TextField.tsx';

export interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'action' | 'multiline'> {
  /** Tells a password manager what it may fill in. */
  readonly autoComplete: 'current-password' | 'new-password';
}

/** Paste and password managers are welcome; the eye shows what was typed. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck="false"
      autoCorrect="off"
      action={
        <AriaButton
          className="ui-input-action"
          aria-label={shown ? t('common.hidePassword') : t('common.showPassword')}
          onPress={() => setShown(!shown)}
        >
          <Icon aria-hidden />
          <span aria-hidden>{shown ? t('common.hide') : t('common.show')}</span>
        </AriaButton>
      }
    />
  );
}
