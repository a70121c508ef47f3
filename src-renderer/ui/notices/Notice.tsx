import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import './notice.css';

const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } satisfies Record<
  string,
  LucideIcon
>;
export type Tone = keyof typeof icons;

export interface NoticeProps {
  readonly tone: Tone;
  /** What happened. */
  readonly title: ReactNode;
  /** What it means for me. */
  readonly meaning?: ReactNode;
  /** What I can do. */
  readonly remedy?: ReactNode;
  readonly actions?: ReactNode;
  /** Read out at once by a screen reader; for what appears after the person did something. */
  readonly live?: 'polite' | 'assertive' | undefined;
}

const roles = { polite: 'status', assertive: 'alert' } as const;

export function Notice({ tone, title, meaning, remedy, actions, live }: NoticeProps) {
  const Icon = icons[tone];
  const itself = useRef<HTMLDivElement>(null);
  // Said aloud, so it must be seen too: below the fold it would be missed. Where not all of it may have room, its beginning.
  useEffect(() => {
    if (live !== 'assertive' || itself.current === null) return;
    const { height } = itself.current.getBoundingClientRect();
    itself.current.scrollIntoView({ block: height > innerHeight / 2 ? 'start' : 'nearest' });
  }, [live]);
  return (
    <div ref={itself} className={`ui-notice ui-notice-${tone}`} role={live && roles[live]}>
      <Icon aria-hidden className="ui-icon" />
      <div className="ui-notice-text">
        <p className="ui-notice-title">{title}</p>
        {meaning !== undefined && <p>{meaning}</p>}
        {remedy !== undefined && <p>{remedy}</p>}
        {actions !== undefined && <div className="ui-notice-actions">{actions}</div>}
      </div>
    </div>
  );
}
