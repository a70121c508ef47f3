import { useEffect, useRef } from 'react';

export interface CanvasViewProps {
  /** Null while it is being drawn: what was shown before stays. */
  readonly canvas: HTMLCanvasElement | null;
  readonly drawing: boolean;
  readonly label: string;
  readonly className: string;
}

/** A picture that was drawn, as it will be copied or printed. */
export function CanvasView({ canvas, drawing, label, className }: CanvasViewProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (canvas !== null) place.current?.replaceChildren(canvas);
  }, [canvas]);
  return <div ref={place} role="img" aria-label={label} aria-busy={drawing} className={className} />;
}
