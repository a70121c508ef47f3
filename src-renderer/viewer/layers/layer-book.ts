import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PresentationState } from '../objects/presentation-state.ts';
import type { Segmentation } from '../objects/segmentation.ts';
import type { StructureSet } from '../objects/structure-set.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import type { ShutterShape } from '../dicom/types.ts';
import type { DoseGrid } from '../objects/dose.ts';
import { DoseLayers, doseLevels } from './dose-layer.ts';
import type { Colour, Layer } from './layer.ts';
import { isAbout, type Presentation, presentationOn } from './presented.ts';
import {
  overlayLayers,
  presentationLayers,
  SegmentationLayers,
  shutterLayer,
  structureLayers,
} from './object-layers.ts';

export type AnnexObject = Segmentation | StructureSet | PresentationState | DoseGrid;

export interface AnnexPart {
  readonly number: number;
  readonly name: string;
  readonly colour: Colour;
  /** Of a dose: from this value on; its number is the same in percent of the highest. */
  readonly dose?: { readonly from: number; readonly units: string };
}

/** Something of the exam that can be laid over images: outlines of organs, marks of a doctor. */
export interface Annex {
  /** SOP Instance UID. */
  readonly id: string;
  readonly kind: AnnexObject['kind'];
  readonly label: string;
  readonly parts: readonly AnnexPart[];
  /** The images that it names. */
  readonly images: ReadonlySet<string>;
  readonly frameOfReferenceUid: string | null;
}

export interface LayersState {
  readonly annexes: readonly Annex[];
  /** Ids of those that are shown. */
  readonly shown: readonly string[];
  /** By id: numbers of parts that are not. */
  readonly hidden: Readonly<Record<string, readonly number[]>>;
  /** 0 to 1. */
  readonly opacity: number;
  /** Marks within the images themselves. */
  readonly marks: boolean;
}

const partsOf = (object: AnnexObject): readonly AnnexPart[] => {
  if (object.kind === 'segmentation') return object.segments;
  if (object.kind === 'dose')
    return doseLevels.map(({ percent, colour }) => ({
      number: percent,
      name: '',
      colour,
      dose: { from: (object.most * percent) / 100, units: object.units },
    }));
  return object.kind === 'structure-set'
    ? object.structures.filter(({ contours }) => contours.length > 0)
    : [];
};

const imagesOf = (object: AnnexObject): Set<string> => {
  if (object.kind === 'segmentation')
    return new Set(
      object.frames.flatMap(({ sources }) => sources.map(({ sopInstanceUid }) => sopInstanceUid)),
    );
  if (object.kind === 'structure-set')
    return new Set(
      object.structures.flatMap(({ contours }) => contours.map(({ sopInstanceUid }) => sopInstanceUid)),
    );
  if (object.kind === 'dose') return new Set();
  return new Set(object.references.map(({ sopInstanceUid }) => sopInstanceUid));
};

/** What is not in the file is no tissue of any value. */
const missingBelow = (rows: number, columns: number): ShutterShape => ({
  kind: 'rectangle',
  left: 0,
  right: columns - 1,
  top: 0,
  bottom: rows - 1,
});

/** What lies over the images of a window, and what of it is shown. */
export class LayerBook {
  readonly store: StoreApi<LayersState> = createStore<LayersState>(() => ({
    annexes: [],
    shown: [],
    hidden: {},
    opacity: 0.5,
    marks: true,
  }));
  private readonly objects = new Map<string, AnnexObject>();
  private readonly doses = new Map<string, DoseLayers>();
  private readonly segmentations = new Map<string, SegmentationLayers>();

  /** `label`: its series' description; its own label is often a device's. */
  add(id: string, label: string, object: AnnexObject): void {
    if (this.objects.has(id)) return;
    this.objects.set(id, object);
    if (object.kind === 'segmentation') this.segmentations.set(id, new SegmentationLayers(object));
    if (object.kind === 'dose') this.doses.set(id, new DoseLayers(object));
    const annex: Annex = {
      id,
      kind: object.kind,
      label: label === '' ? object.label : label,
      parts: partsOf(object),
      images: imagesOf(object),
      frameOfReferenceUid: object.kind === 'presentation-state' ? null : object.frameOfReferenceUid,
    };
    this.store.setState(({ annexes }) => ({ annexes: [...annexes, annex] }));
  }

  show(id: string, on: boolean): void {
    this.store.setState(({ shown }) => ({
      shown: on ? [...shown.filter((each) => each !== id), id] : shown.filter((each) => each !== id),
    }));
  }

  showPart(id: string, number: number, on: boolean): void {
    this.store.setState(({ hidden }) => {
      const rest = (hidden[id] ?? []).filter((each) => each !== number);
      return { hidden: { ...hidden, [id]: on ? rest : [...rest, number] } };
    });
  }

  setOpacity(opacity: number): void {
    this.store.setState({ opacity });
  }

  setMarks(marks: boolean): void {
    this.store.setState({ marks });
  }

  /** How an image is to be looked at: the presentation state switched on last that is about it; null without one. */
  readonly presentationOf = (image: LoadedImage): Presentation | null => {
    const { annexes, shown } = this.store.getState();
    for (const id of [...shown].reverse()) {
      const object = this.objects.get(id);
      if (object?.kind !== 'presentation-state') continue;
      const label = annexes.find((annex) => annex.id === id)?.label ?? '';
      const found = presentationOn(id, label, object, image);
      if (found !== null) return found;
    }
    return null;
  };

  /** What is drawn over an image, from below. */
  readonly over = (image: LoadedImage): readonly Layer[] => {
    const { instance, frame, display } = image;
    const { shown, hidden, opacity, marks } = this.store.getState();
    const layers: Layer[] = [];
    let { shutter } = instance;
    for (const id of shown) {
      const object = this.objects.get(id);
      const off = hidden[id] ?? [];
      if (object?.kind === 'segmentation')
        layers.push(...(this.segmentations.get(id)?.on(image, off, opacity) ?? []));
      else if (object?.kind === 'structure-set') layers.push(...structureLayers(object, image, off, opacity));
      else if (object?.kind === 'dose') layers.push(...(this.doses.get(id)?.on(image, off, opacity) ?? []));
      else if (object !== undefined && isAbout(object, instance.sopInstanceUid, frame)) {
        layers.push(...presentationLayers(object, image));
        // It says itself what is covered, and be it nothing (PS3.4 N.2.3.1).
        shutter = [];
      }
    }
    if (marks) layers.push(...overlayLayers(instance.overlays, frame, display.embedded ?? []));
    if (display.rowsThere !== undefined)
      layers.push({ kind: 'shutter', shapes: [missingBelow(display.rowsThere, display.columns)] });
    if (shutter.length > 0) layers.push(shutterLayer(shutter, instance.shutterColour, display));
    return layers;
  };
}
