import type { Colour } from '../../../viewer/layers/layer.ts';
import './layers.css';

/** The colour that something is drawn in; its name stands beside it. */
export function Swatch({ colour: [red, green, blue] }: { readonly colour: Colour }) {
  return (
    <span aria-hidden className="layers-swatch" style={{ background: `rgb(${red} ${green} ${blue})` }} />
  );
}
