import { ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../states/Badge.tsx';
import { useFormat } from '../words/format.ts';

/** That an exam is open by emergency access, and until when (ISO 8601); nothing where it is not. */
export function TemporaryBadge({ until }: { readonly until: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (until === null) return null;
  return (
    <Badge tone="warn" icon={ShieldAlert}>
      {t('breakGlass.badge', { time: format.time(until) })}
    </Badge>
  );
}
