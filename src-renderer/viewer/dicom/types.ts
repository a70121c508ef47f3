import type { ByteRange } from './byte-range.ts';

/** Millimetres, or a direction cosine, in the patient's coordinate system (PS3.3 C.7.6.2.1.1). */
export type Vector3 = readonly [number, number, number];
export type Orientation = readonly [number, number, number, number, number, number];

/** What (7FE0,0008), (7FE0,0009) or (7FE0,0010) holds. */
export type SampleKind = 'integer' | 'float' | 'double';

/** PS3.3 C.7.6.3: how one frame's stored values are laid out. */
export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly photometric: string;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  /** Bits below the stored ones: old writers put High Bit at the top of the word. 0 where a codec has its own samples. */
  readonly lowBits: number;
  readonly signed: boolean;
  /** True for colour by plane (planar configuration 1). */
  readonly planar: boolean;
  readonly kind: SampleKind;
  readonly bigEndian: boolean;
  readonly transferSyntax: string;
  /** A tile of a slide: those at the edges may hold less than Rows × Columns (PS3.3 C.8.12.4.1). */
  readonly tile: boolean;
}

/** A look-up table (PS3.3 C.11.1.1.1): `entries[clamp(value - first)]`. */
export interface LookupTable {
  readonly first: number;
  readonly entries: Uint8Array | Uint16Array;
  readonly bits: number;
  readonly explanation: string;
}

export interface Palette {
  readonly red: LookupTable;
  readonly green: LookupTable;
  readonly blue: LookupTable;
}

/** From a device's red, green and blue to a screen's: a curve each, then a matrix; linear sRGB comes out. */
export interface ColourProfile {
  /** Of 256 steps, 0 to 1. */
  readonly curves: readonly [Float32Array, Float32Array, Float32Array];
  /** Row by row. */
  readonly matrix: readonly number[];
}

export type WindowShape = 'linear' | 'linear-exact' | 'sigmoid';

/** PS3.3 C.11.2.1.2, in the units after the modality transformation. */
export interface Window {
  readonly center: number;
  readonly width: number;
  /** What it is for, in the file's words (0028,1055). */
  readonly explanation?: string;
}

/** Where a frame lies in the patient, and how big its pixels are. */
export interface FrameGeometry {
  readonly position: Vector3 | null;
  readonly orientation: Orientation | null;
  /** Millimetres between rows and between columns; null where the file gives none that can be trusted. */
  readonly spacing: Spacing | null;
  /** Height of a pixel divided by its width (PS3.3 C.7.6.3.1.7): 1 for square pixels. */
  readonly aspect: number;
  /** The same, as a presentation state wants it seen whatever the millimetres are. */
  readonly shownAspect?: number;
  readonly sliceThickness: number | null;
  /** Parts of an ultrasound image that are each measured by themselves; none where one spacing holds for all of it. */
  readonly regions: readonly UltrasoundRegion[];
}

/** One direction of a region: what a step from pixel to pixel means. */
export interface RegionAxis {
  readonly unit: 'mm' | 's' | 'cm/s' | 'Hz';
  readonly step: number;
  /** At the image's first column or row; null where only differences are known. */
  readonly origin: number | null;
}

/** A picture, a trace over time or a spectrum within an ultrasound image (PS3.3 C.8.5.5). Columns and rows from 0, ends included. */
export interface UltrasoundRegion {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly across: RegionAxis | null;
  readonly down: RegionAxis | null;
}

export interface Spacing {
  readonly row: number;
  readonly column: number;
  /**
   * `patient`: in the patient. `detector`: at the detector, so that what lies in the patient is smaller
   * (PS3.3 10.7.1.3).
   */
  readonly plane: 'patient' | 'detector';
}

/** What decides how a frame's stored values become grey values or colours. */
export interface FrameLook {
  readonly slope: number;
  readonly intercept: number;
  /** For example `HU`; empty where unknown. */
  readonly units: string;
  readonly modalityTable: LookupTable | null;
  readonly windows: readonly Window[];
  readonly windowShape: WindowShape;
  readonly voiTable: LookupTable | null;
}

export interface FrameDescription {
  readonly geometry: FrameGeometry;
  readonly look: FrameLook;
  readonly laterality: 'L' | 'R' | null;
}

export interface PatientDescription {
  readonly name: string;
  readonly id: string;
  /** `YYYYMMDD` as stored, or empty. */
  readonly birthDate: string;
  readonly sex: string;
}

/** An overlay plane (PS3.3 C.9.2): dots on the image, for example the scanner's own marks. */
export interface OverlayPlane {
  /** `6000` to `601e`. */
  readonly group: string;
  readonly rows: number;
  readonly columns: number;
  /** Where its first dot lies on the image, counted from 0; may be outside. */
  readonly row: number;
  readonly column: number;
  readonly label: string;
  /** The image's frame (0-based) on which its first frame lies, and how many it has. */
  readonly first: number;
  readonly frames: number;
  readonly source:
    | { readonly kind: 'data'; readonly bits: Uint8Array }
    /** In a bit of the pixels that their values do not use (retired, and still met). */
    | { readonly kind: 'pixels'; readonly bit: number };
}

/** A part of the image that stays visible; the rest is covered (PS3.3 C.7.6.11). Columns and rows from 0. */
export type ShutterShape =
  | {
      readonly kind: 'rectangle';
      readonly left: number;
      readonly right: number;
      readonly top: number;
      readonly bottom: number;
    }
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly kind: 'polygon'; readonly points: readonly { readonly x: number; readonly y: number }[] };

/** Where the frames lie in the instance's bytes. A frame cut off by the end of the file is not in the list. */
export type FrameLocations =
  | {
      readonly kind: 'native';
      readonly offset: number;
      readonly frameBits: number;
      readonly count: number;
      /** Bits of a frame that the file ends within. */
      readonly rest: number;
    }
  | {
      readonly kind: 'encapsulated';
      readonly frames: readonly (readonly ByteRange[])[];
      /** What there is of the frame after these, which the file ends within; null where it ends with a whole one. */
      readonly cut: readonly ByteRange[] | null;
    };

/** One way of taking frames away from others (PS3.3 C.7.6.10); frames from 0. */
export interface MaskItem {
  /** By the mean of the mask frames, by the frame so many before, or by frames that go back as the run goes on. */
  readonly operation: 'average' | 'before' | 'reversed';
  /** First and last frame of each stretch that it is for; null for all that it can be done to. */
  readonly ranges: readonly (readonly [number, number])[] | null;
  readonly masks: readonly number[];
  /** So many frames, from the one that is shown on, count as one. */
  readonly averaged: number;
  readonly offset: number;
  readonly shifts: readonly MaskShift[];
  /** How much of the mask stays to be seen, from 0 to 1, as something to find one's way by; of several the first that holds. */
  readonly seen: readonly { readonly ranges: MaskItem['ranges']; readonly part: number }[];
}

/** How a mask is moved before it is taken away. Of those that hold for a frame and a place, the last counts. */
export interface MaskShift {
  /** Rows and columns, also parts of them. */
  readonly down: number;
  readonly right: number;
  /** Of frames, as those of an item; null for all. */
  readonly ranges: MaskItem['ranges'];
  /** Corners of the part of the picture that it is for, as row and column from 0; null for all of it. */
  readonly outline: readonly (readonly [number, number])[] | null;
}

/** A run of X-ray images of which one shows what all have in common. */
export interface Subtraction {
  readonly items: readonly MaskItem[];
  /** It is to be seen so at first (Recommended Viewing Mode). */
  readonly recommended: boolean;
  /** The frame that stands for the run, where one is named. */
  readonly representative: number | null;
  /** Values count X-rays as they came: what a mask takes away is a part of them, not a number of them. */
  readonly linear: boolean;
  /** The highest value is where fewest came. */
  readonly brightIsLess: boolean;
}

/** All that the engine knows of an instance once its header is read. */
export interface InstanceDescription {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly modality: string;
  readonly patient: PatientDescription;
  readonly format: PixelFormat;
  readonly palette: Palette | null;
  /** Colours for a grey image's values from the palette's first on (PS3.3 C.7.6.19). */
  readonly supplement: Palette | null;
  /** Null where its colours are those of a screen, or nobody knows. */
  readonly profile: ColourProfile | null;
  /** Its colours are another device's, by a profile that cannot be read here. */
  readonly profileUnread: boolean;
  /** Pixels with these stored values carry no picture (PS3.3 C.7.5.1.1.2); lowest and highest. */
  readonly padding: readonly [number, number] | null;
  /** As declared; at least 1. */
  readonly frameCount: number;
  /** One entry for all frames alike, or one a frame. */
  readonly frames: readonly FrameDescription[];
  readonly locations: FrameLocations;
  /** Milliseconds each frame stays (PS3.3 C.7.6.5); null for what is no clip. */
  readonly frameTimes: readonly number[] | null;
  /** First and last frame (0-based) of what is played; null for all. The others are there to be gone to by hand. */
  readonly stretch: readonly [number, number] | null;
  /** Played back and forth (PS3.3 C.7.6.5, Preferred Playback Sequencing). */
  readonly sweeps: boolean;
  /** Null where no frame can be taken away from others. */
  readonly subtraction: Subtraction | null;
  /** How the rows and columns lie where no orientation is given, e.g. `['L', 'F']` (0020,0020). */
  readonly patientOrientation: readonly [string, string] | null;
  readonly frameOfReferenceUid: string | null;
  readonly overlays: readonly OverlayPlane[];
  readonly shutter: readonly ShutterShape[];
  /** What covers the rest; null for black. */
  readonly shutterColour: readonly [number, number, number] | null;
  /** Lossy compression somewhere in the image's history (0028,2110). */
  readonly lossy: boolean;
}
