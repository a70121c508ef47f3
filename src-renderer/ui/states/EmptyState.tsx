import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './states.css';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What will come here, and when. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="ui-state">
      <span className="ui-state-icon">
        <Icon aria-hidden />
      </span>
      <p className="ui-state-title">{title}</p>
      <p className="ui-state-text">{children}</p>
      {actions !== undefined && <div className="ui-state-actions">{actions}</div>}
    </div>
  );
}
