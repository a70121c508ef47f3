import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../../src-shared/errors.ts';
import { errorWords } from '../../../ui/words/error-words.ts';
import './viewport.css';

interface Place {
  readonly icon?: LucideIcon;
  /** `alert`: it is said at once, over whatever a screen reader says. */
  readonly live?: 'status' | 'alert';
  readonly className?: string;
}

export interface InsteadOfImageProps extends Place {
  readonly title: string;
  /** What it means, and what can be done. */
  readonly children: ReactNode;
}

/** What stands in a cell where no image can. */
export function InsteadOfImage(props: InsteadOfImageProps) {
  const { icon: Icon, title, live = 'status', className = '', children } = props;
  return (
    <div className={`images-instead ${className}`.trimEnd()} role={live}>
      {Icon && <Icon aria-hidden />}
      <p className="images-instead-title">{title}</p>
      {children}
    </div>
  );
}

export interface ErrorInsteadProps extends Place {
  readonly error: AppError;
  /** The way on. */
  readonly children: ReactNode;
}

/** Why there is no image, in the error's words. */
export function ErrorInstead({ error, children, ...place }: ErrorInsteadProps) {
  const { t } = useTranslation();
  const words = errorWords(t, error);
  return (
    <InsteadOfImage title={words.what} {...place}>
      <p>
        {words.meaning} {words.remedy}
      </p>
      {children}
    </InsteadOfImage>
  );
}
