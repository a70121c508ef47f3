import type { ReactNode, Ref } from 'react';
import { Brand } from './Brand.tsx';
import './front-page.css';

export interface FrontPageProps {
  readonly title: string;
  readonly lead: string;
  /** To put the focus there when the page is another. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  /** Language, theme, text size. */
  readonly appearance: ReactNode;
  /** Over everything else. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

/** A page before there is a session, or over it: no menu, what it is about, and a card to act in. */
export function FrontPage({ title, lead, headingRef, appearance, notice, children }: FrontPageProps) {
  return (
    <div className="ui-front">
      <FrontHead appearance={appearance} />
      <main className="ui-front-main">
        {notice}
        <div className="ui-front-welcome">
          <h1 ref={headingRef} tabIndex={headingRef === undefined ? undefined : -1}>
            {title}
          </h1>
          <p className="ui-front-lead">{lead}</p>
        </div>
        {children}
      </main>
    </div>
  );
}

export function FrontHead({ appearance }: Pick<FrontPageProps, 'appearance'>) {
  return (
    <header className="ui-front-head">
      <Brand />
      {appearance}
    </header>
  );
}

export function FrontCard({ children }: { readonly children: ReactNode }) {
  return <div className="ui-front-card">{children}</div>;
}
