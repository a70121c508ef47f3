import { useEffect, useRef } from 'react';

interface AnnouncementProps {
  /** What one looks at; where it changed it is said alone. */
  readonly head: string;
  /** What stands on it and how it shows: of these, those that changed. */
  readonly parts: readonly string[];
}

/** Milliseconds of rest: each image of a fast scroll is not worth a word. */
const REST = 400;

/** Says to a screen reader what a key or a button changed. */
export function Announcement({ head, parts }: AnnouncementProps) {
  const said = useRef<HTMLSpanElement>(null);
  const before = useRef({ head: '', lines: '' });
  const lines = parts.join('\n');
  useEffect(() => {
    const timer = setTimeout(() => {
      const { current: last } = before;
      before.current = { head, lines };
      if (head === '' || said.current === null) return;
      const old = last.lines.split('\n');
      const changed = lines.split('\n').filter((part, index) => part !== '' && part !== old[index]);
      const words = head === last.head ? changed.join('. ') : head;
      if (words !== '') said.current.textContent = words;
    }, REST);
    return () => clearTimeout(timer);
  }, [head, lines]);
  return <span ref={said} className="images-hidden" aria-live="polite" />;
}
