import { useEffect, useRef } from 'react';

/** `asked`: a person wished for it before it was known, and is told. */
type Part = string | { readonly asked: string } | null;

interface AnnouncementProps {
  /** What one looks at; where it changed it is said alone. */
  readonly head: string;
  /** What stands on it and how it shows: of these, those that changed. Null: not known yet, and what it turns out to be is no change. */
  readonly parts: readonly Part[];
}

/** Milliseconds of rest: each image of a fast scroll is not worth a word. */
const REST = 400;

const wordsOf = (part: Part): string | null =>
  typeof part === 'object' && part !== null ? part.asked : part;

/** Says to a screen reader what a key or a button changed. */
export function Announcement({ head, parts }: AnnouncementProps) {
  const said = useRef<HTMLSpanElement>(null);
  const before = useRef<AnnouncementProps>({ head: '', parts: [] });
  const now = JSON.stringify({ head, parts });
  useEffect(() => {
    const timer = setTimeout(() => {
      const { current: last } = before;
      const next = JSON.parse(now) as AnnouncementProps;
      before.current = next;
      if (next.head === '' || said.current === null) return;
      const changed = next.parts.flatMap((part, index) => {
        const old = last.parts[index] ?? null;
        const words = wordsOf(part);
        return words && words !== wordsOf(old) && (old !== null || part !== words) ? [words] : [];
      });
      const words = next.head === last.head ? changed.join('. ') : next.head;
      if (words !== '') said.current.textContent = words;
    }, REST);
    return () => clearTimeout(timer);
  }, [now]);
  return <span ref={said} className="images-hidden" aria-live="polite" />;
}
