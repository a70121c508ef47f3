import type { DecodedJpeg } from './jpeg-lossless.ts';
import { type BitReader, wholeBeforeCut } from './jpeg-bits.ts';
import { type Component, type JpegFrame, JpegStream, type Scan, type ScanComponent } from './jpeg-stream.ts';
import { damaged } from './stored-frame.ts';

const zigzag = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]);

interface Plane {
  readonly component: Component;
  /** Blocks that hold picture, and blocks allocated (whole MCUs). */
  readonly across: number;
  readonly down: number;
  readonly stride: number;
  readonly coefficients: Int32Array;
  predictor: number;
}

const cosines = Float64Array.from({ length: 64 }, (_, at) => {
  const [x, u] = [at >> 3, at & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** Dequantises and transforms one block (T.81 A.3.3), into `plane` at `to` with `stride`. */
const inverse = (
  coefficients: Int32Array,
  from: number,
  quantisation: Uint16Array,
  scratch: Float64Array,
  out: Uint16Array,
  to: number,
  stride: number,
  precision: number,
): void => {
  for (let n = 0; n < 64; n += 1)
    scratch[zigzag[n] ?? 0] = (coefficients[from + n] ?? 0) * (quantisation[n] ?? 0);
  for (let row = 0; row < 8; row += 1) {
    for (let x = 0; x < 8; x += 1) {
      let sum = 0;
      for (let u = 0; u < 8; u += 1) sum += (scratch[row * 8 + u] ?? 0) * (cosines[x * 8 + u] ?? 0);
      scratch[64 + row * 8 + x] = sum;
    }
  }
  const middle = 2 ** (precision - 1);
  const most = 2 ** precision - 1;
  for (let x = 0; x < 8; x += 1) {
    for (let y = 0; y < 8; y += 1) {
      let sum = middle;
      for (let v = 0; v < 8; v += 1) sum += (scratch[64 + v * 8 + x] ?? 0) * (cosines[y * 8 + v] ?? 0);
      out[to + y * stride + x] = Math.max(0, Math.min(most, Math.round(sum)));
    }
  }
};

class DctScan {
  private readonly scan: Scan;
  private readonly bits: BitReader;
  private readonly progressive: boolean;
  private bandRun = 0;

  constructor(scan: Scan, bits: BitReader, progressive: boolean) {
    this.scan = scan;
    this.bits = bits;
    this.progressive = progressive;
  }

  restart(): void {
    this.bits.restart();
    this.bandRun = 0;
  }

  block(plane: Plane, at: number, tables: ScanComponent): void {
    if (!this.progressive) this.sequential(plane, at, tables);
    else if (this.scan.start === 0) this.progressiveDc(plane, at, tables);
    else if (this.scan.high === 0) this.progressiveAcFirst(plane, at, tables);
    else this.progressiveAcRefine(plane, at, tables);
  }

  private dc(plane: Plane, { dc }: ScanComponent): number {
    if (dc === undefined) throw damaged('JPEG scan without its Huffman table');
    const category = this.bits.symbol(dc);
    if (category > 16) throw damaged('JPEG category');
    plane.predictor += this.bits.difference(category);
    return plane.predictor;
  }

  private sequential(plane: Plane, at: number, tables: ScanComponent): void {
    const { coefficients } = plane;
    coefficients[at] = this.dc(plane, tables);
    if (tables.ac === undefined) throw damaged('JPEG scan without its Huffman table');
    for (let k = 1; k < 64; k += 1) {
      const symbol = this.bits.symbol(tables.ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0) {
        if (run < 15) return;
        k += 15;
        continue;
      }
      k += run;
      if (k > 63) throw damaged('JPEG block overflows');
      coefficients[at + k] = this.bits.difference(size);
    }
  }

  private progressiveDc(plane: Plane, at: number, tables: ScanComponent): void {
    const { coefficients } = plane;
    if (this.scan.high === 0) coefficients[at] = this.dc(plane, tables) * 2 ** this.scan.low;
    else if (this.bits.bits(1) === 1) coefficients[at] = (coefficients[at] ?? 0) | (1 << this.scan.low);
  }

  private progressiveAcFirst({ coefficients }: Plane, at: number, { ac }: ScanComponent): void {
    if (ac === undefined) throw damaged('JPEG scan without its Huffman table');
    if (this.bandRun > 0) {
      this.bandRun -= 1;
      return;
    }
    for (let k = this.scan.start; k <= this.scan.end; k += 1) {
      const symbol = this.bits.symbol(ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0) {
        if (run < 15) {
          this.bandRun = (1 << run) - 1 + this.bits.bits(run);
          return;
        }
        k += 15;
        continue;
      }
      k += run;
      if (k > 63) throw damaged('JPEG block overflows');
      coefficients[at + k] = this.bits.difference(size) * 2 ** this.scan.low;
    }
  }

  /** T.81 G.1.2.3: coefficients already known get one more bit each, new ones come between them. */
  private progressiveAcRefine({ coefficients }: Plane, at: number, { ac }: ScanComponent): void {
    if (ac === undefined) throw damaged('JPEG scan without its Huffman table');
    const { start, end, low } = this.scan;
    const bit = 1 << low;
    const refine = (index: number): void => {
      const value = coefficients[index] ?? 0;
      if (this.bits.bits(1) === 1 && (Math.abs(value) & bit) === 0)
        coefficients[index] = value + Math.sign(value) * bit;
    };
    let k = start;
    while (k <= end && this.bandRun === 0) {
      const symbol = this.bits.symbol(ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      let skip = run;
      let fresh = 0;
      if (size === 0) {
        if (run < 15) {
          this.bandRun = (1 << run) + this.bits.bits(run);
          break;
        }
        skip = 15;
      } else fresh = this.bits.bits(1) === 1 ? bit : -bit;
      for (; k <= end; k += 1) {
        if ((coefficients[at + k] ?? 0) !== 0) refine(at + k);
        else if (skip === 0) {
          if (fresh !== 0) coefficients[at + k] = fresh;
          k += 1;
          break;
        } else skip -= 1;
      }
    }
    if (this.bandRun > 0) {
      for (; k <= end; k += 1) if ((coefficients[at + k] ?? 0) !== 0) refine(at + k);
      this.bandRun -= 1;
    }
  }
}

const planesOf = (frame: JpegFrame): { planes: Plane[]; mcusAcross: number; mcusDown: number } => {
  const mostH = Math.max(...frame.components.map(({ h }) => h));
  const mostV = Math.max(...frame.components.map(({ v }) => v));
  const mcusAcross = Math.ceil(frame.columns / 8 / mostH);
  const mcusDown = Math.ceil(frame.rows / 8 / mostV);
  const planes = frame.components.map((component): Plane => {
    const stride = mcusAcross * component.h;
    return {
      component,
      across: Math.ceil((Math.ceil(frame.columns / 8) * component.h) / mostH),
      down: Math.ceil((Math.ceil(frame.rows / 8) * component.v) / mostV),
      stride,
      coefficients: new Int32Array(stride * mcusDown * component.v * 64),
      predictor: 0,
    };
  });
  return { planes, mcusAcross, mcusDown };
};

/**
 * Sequential or progressive Huffman-coded DCT, 8 or 12 bits (T.81 Annexes F and G). No colour transform. `isCut`: the file
 * ends within the stream, and what is there of it is wanted.
 */
export const decodeJpegDct = (bytes: Uint8Array, isCut = false): DecodedJpeg => {
  const stream = new JpegStream(bytes);
  // In an array: control flow does not see what the callbacks below assign.
  const layouts: ReturnType<typeof planesOf>[] = [];
  let scans = 0;
  let rowsThere = 0;
  stream.read(
    (frame) => layouts.push(planesOf(frame)),
    (scan, bits) => {
      const { frame } = stream;
      const [layout] = layouts;
      if (frame === null || layout === undefined) throw damaged('JPEG scan before its frame');
      const { planes, mcusAcross, mcusDown } = layout;
      const decoder = new DctScan(scan, bits, frame.process === 0xc2);
      for (const plane of planes) plane.predictor = 0;
      const parts = scan.components.flatMap((tables) => {
        const plane = planes[tables.index];
        return plane === undefined ? [] : [{ tables, plane }];
      });
      const [only] = parts;
      const alone = parts.length === 1 ? only?.plane : undefined;
      const [across, down] = alone === undefined ? [mcusAcross, mcusDown] : [alone.across, alone.down];
      const decodeRow = (unitRow: number): void => {
        for (let column = 0; column < across; column += 1) {
          const unit = unitRow * across + column;
          if (scan.restartInterval > 0 && unit > 0 && unit % scan.restartInterval === 0) {
            decoder.restart();
            for (const plane of planes) plane.predictor = 0;
          }
          if (alone !== undefined && only !== undefined) {
            decoder.block(alone, (unitRow * alone.stride + column) * 64, only.tables);
            continue;
          }
          for (const { plane, tables } of parts) {
            const { h, v } = plane.component;
            for (let n = 0; n < h * v; n += 1) {
              const row = unitRow * v + Math.floor(n / h);
              decoder.block(plane, (row * plane.stride + column * h + (n % h)) * 64, tables);
            }
          }
        }
      };
      scans += 1;
      if (isCut) {
        // Of a picture that comes in several scans, what is there is no part of it but a blur of the whole.
        if (frame.process === 0xc2 || scans > 1 || parts.length < planes.length)
          throw damaged('JPEG data end in one of several scans');
        const height =
          8 * (alone === undefined ? Math.max(...planes.map(({ component }) => component.v)) : 1);
        rowsThere = Math.min(frame.rows, wholeBeforeCut(down, bits, decodeRow) * height);
        return;
      }
      for (let row = 0; row < down; row += 1) decodeRow(row);
      if (bits.exhausted) throw damaged('JPEG data ends too early');
    },
  );
  const { frame } = stream;
  const [layout] = layouts;
  if (frame === null || layout === undefined || scans === 0) throw damaged('JPEG picture is incomplete');
  return { ...assemble(frame, layout, stream.quantisation), rowsThere: isCut ? rowsThere : frame.rows };
};

const assemble = (
  frame: JpegFrame,
  { planes, mcusDown }: { planes: Plane[]; mcusDown: number },
  tables: readonly (Uint16Array | undefined)[],
): Omit<DecodedJpeg, 'rowsThere'> => {
  const { rows, columns, precision } = frame;
  const count = planes.length;
  const samples = new Uint16Array(rows * columns * count);
  const mostH = Math.max(...frame.components.map(({ h }) => h));
  const mostV = Math.max(...frame.components.map(({ v }) => v));
  const scratch = new Float64Array(128);
  planes.forEach((plane, index) => {
    const { h, v, table } = plane.component;
    const quantisation = tables[table];
    if (quantisation === undefined) throw damaged('JPEG without its quantisation table');
    const width = plane.stride * 8;
    const pixels = new Uint16Array(width * mcusDown * v * 8);
    for (let block = 0; block < plane.coefficients.length / 64; block += 1) {
      const to = Math.floor(block / plane.stride) * 8 * width + (block % plane.stride) * 8;
      inverse(plane.coefficients, block * 64, quantisation, scratch, pixels, to, width, precision);
    }
    for (let row = 0; row < rows; row += 1) {
      const line = Math.floor((row * v) / mostV) * width;
      for (let column = 0; column < columns; column += 1) {
        samples[(row * columns + column) * count + index] =
          pixels[line + Math.floor((column * h) / mostH)] ?? 0;
      }
    }
  });
  return { rows, columns, components: count, precision, samples };
};
