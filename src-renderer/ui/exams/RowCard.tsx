import type { ReactNode } from 'react';
import './row-card.css';

export interface RowCardProps {
  readonly title: string;
  readonly headingLevel: 3 | 4;
  /** Below the title: what is to be known of it. */
  readonly about: ReactNode;
  readonly actions: ReactNode;
  /** A dialog that belongs to it. */
  readonly children?: ReactNode;
}

/** One of a list (`ui-row-cards`): what it is at the left, what can be done with it at the right. */
export function RowCard({ title, headingLevel, about, actions, children }: RowCardProps) {
  const Heading = headingLevel === 3 ? 'h3' : 'h4';
  return (
    <li className="ui-row-card">
      <div className="ui-row-card-words">
        <Heading className="ui-row-card-title">{title}</Heading>
        {about}
      </div>
      <div className="ui-row-card-actions">{actions}</div>
      {children}
    </li>
  );
}
