import { useEffect, useRef, type ReactNode } from 'react';
import './page.css';

export interface PageProps {
  readonly title: string;
  /** One sentence under the title. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** `reading`: text to be read; `full`: lists that use the whole width. */
  readonly width?: 'reading' | 'full';
}

/** A page of the shell. Opening it names the window and takes the focus to its title, so that it is read out. */
export function Page({ title, lead, actions, children, width = 'full' }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    document.title = `${title} – e-mage`;
  }, [title]);
  return (
    <div className={`ui-page ui-page-${width}`}>
      <header className="ui-page-head">
        <div className="ui-page-titles">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className="ui-page-lead">{lead}</p>}
        </div>
        {actions !== undefined && <div className="ui-page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
