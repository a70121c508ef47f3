import { FileLock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/buttons/Button.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import './report-states.css';

export interface PasswordFormProps {
  readonly wasWrong: boolean;
  readonly onAnswer: (password: string) => void;
}

/** The file itself is protected: what is typed goes to the program that reads it, and nowhere else. */
export function PasswordForm({ wasWrong, onAnswer }: PasswordFormProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const field = useRef<HTMLDivElement>(null);
  // The page asks for nothing else.
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  return (
    <form
      className="report-body report-state-centre"
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '') onAnswer(password);
      }}
    >
      <FileLock aria-hidden className="report-state-icon" />
      <h2>{t('report.password.title')}</h2>
      <p>{t('report.password.meaning')}</p>
      <div ref={field} className="report-password">
        <PasswordField
          label={t('report.password.label')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={wasWrong && password === '' ? t('report.password.wrong') : undefined}
        />
        <Button type="submit" variant="primary" isDisabled={password === ''}>
          {t('report.password.open')}
        </Button>
      </div>
    </form>
  );
}
