import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './badge.css';

export interface BadgeProps {
  readonly tone?: 'accent' | 'neutral' | 'good' | 'warn' | 'bad';
  readonly icon?: LucideIcon | undefined;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', icon: Icon, children }: BadgeProps) {
  return (
    <span className={`ui-badge ui-badge-${tone}`}>
      {Icon && <Icon aria-hidden />}
      <span>{children}</span>
    </span>
  );
}
