import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import Markdown from 'react-markdown';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Page } from '../../ui/frames/Page.tsx';
import { textOf, titleOf, topics, type Topic } from './topics.ts';
import './guide.css';

export interface GuideProps {
  readonly topic: Topic;
  readonly onTopic: (topic: Topic) => void;
  readonly onBack: () => void;
  /** Where that is; the help page unless told. */
  readonly backTo?: string;
}

// A heading of the text stands under the page's own; what a text links to is nowhere, since no page leaves the application.
const components = { h1: () => null, a: 'span' } as const;

/** The user guide: its topics on the left, the one that is read on the right. */
export function Guide({ topic, onTopic, onBack, backTo }: GuideProps) {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'fr';
  const article = useRef<HTMLElement>(null);
  const opened = useRef(topic);
  useEffect(() => {
    if (opened.current === topic) return;
    opened.current = topic;
    article.current?.focus();
  }, [topic]);
  const title = titleOf(topic, language);
  return (
    <Page
      title={t('guide.title')}
      actions={
        <Button variant="quiet" icon={ArrowLeft} onPress={onBack}>
          {backTo ?? t('guide.back')}
        </Button>
      }
    >
      <div className="guide">
        <nav aria-label={t('guide.topics')}>
          <ul className="guide-topics">
            {topics.map((each) => (
              <li key={each}>
                <button
                  type="button"
                  className="guide-topic"
                  aria-current={each === topic ? 'page' : undefined}
                  onClick={() => onTopic(each)}
                >
                  {titleOf(each, language)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <article ref={article} tabIndex={-1} className="ui-card guide-article" aria-labelledby="guide-title">
          <h2 id="guide-title">{title}</h2>
          <Markdown components={{ ...components, h2: 'h3' }}>{textOf(topic, language)}</Markdown>
        </article>
      </div>
    </Page>
  );
}
