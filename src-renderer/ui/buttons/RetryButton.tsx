import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';

/** Settles once it is known whether it went better this time. */
export type Retry = () => unknown;

export interface RetryButtonProps {
  readonly onRetry: Retry;
  readonly variant?: 'primary';
}

/** A second try may take as long as the first: that it was pressed is seen meanwhile, and it is not pressed twice. */
export function RetryButton({ onRetry, variant }: RetryButtonProps) {
  const { t } = useTranslation();
  const [isUnderWay, setUnderWay] = useState(false);
  const retry = async (): Promise<void> => {
    setUnderWay(true);
    try {
      await onRetry();
    } finally {
      setUnderWay(false);
    }
  };
  return (
    <Button {...(variant && { variant })} icon={RotateCw} isPending={isUnderWay} onPress={() => void retry()}>
      {t('common.retry')}
    </Button>
  );
}
