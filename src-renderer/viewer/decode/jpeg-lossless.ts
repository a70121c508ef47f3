import { type BitReader, type HuffmanTable, wholeBeforeCut } from './jpeg-bits.ts';
import { type JpegFrame, JpegStream, type Scan } from './jpeg-stream.ts';
import { damaged } from './stored-frame.ts';

export interface DecodedJpeg {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
  /** Interleaved, unsigned. */
  readonly samples: Uint16Array;
  /** From the top; fewer than `rows` only of a stream that is known to be cut off. */
  readonly rowsThere: number;
}

const predict = (selection: number, left: number, above: number, corner: number): number => {
  switch (selection) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return corner;
    case 4:
      return left + above - corner;
    case 5:
      return left + ((above - corner) >> 1);
    case 6:
      return above + ((left - corner) >> 1);
    case 7:
      return (left + above) >> 1;
    default:
      throw damaged(`JPEG lossless predictor ${selection}`);
  }
};

const difference = (bits: BitReader, table: HuffmanTable): number => {
  const category = bits.symbol(table);
  if (category > 16) throw damaged('JPEG lossless category');
  return category === 16 ? 32_768 : bits.difference(category);
};

const checkEnd = (bits: BitReader): void => {
  if (bits.exhausted) throw damaged('JPEG data ends too early');
  // A flipped bit shifts all that follows: the picture is full before, or long after, its data ends.
  if (bits.remaining > 2) throw damaged('JPEG data goes on after the last line');
};

/** A picture of one component without restarts, as nearly all are: line by line. */
const lineDecoder = (
  { columns, precision }: JpegFrame,
  { start, low }: Scan,
  table: HuffmanTable,
  bits: BitReader,
  out: Uint16Array,
): ((row: number) => void) => {
  const differences = new Int32Array(columns);
  return (row) => {
    bits.differences(table, differences, columns);
    const line = row * columns;
    const above = line - columns;
    let left = row === 0 ? 1 << (precision - low - 1) : (out[above] ?? 0);
    left = (left + (differences[0] ?? 0)) & 0xffff;
    out[line] = left;
    if (row === 0 || start === 1) {
      for (let column = 1; column < columns; column += 1) {
        left = (left + (differences[column] ?? 0)) & 0xffff;
        out[line + column] = left;
      }
      return;
    }
    for (let column = 1; column < columns; column += 1) {
      const up = out[above + column] ?? 0;
      left = (predict(start, left, up, out[above + column - 1] ?? 0) + (differences[column] ?? 0)) & 0xffff;
      out[line + column] = left;
    }
  };
};

/** Of several components, or with restarts. */
const mixedLineDecoder = (
  frame: JpegFrame,
  scan: Scan,
  bits: BitReader,
  out: Uint16Array,
): ((row: number) => void) => {
  const { columns, precision } = frame;
  const stride = frame.components.length;
  const line = columns * stride;
  const initial = 1 << (precision - scan.low - 1);
  let untilRestart = scan.restartInterval;
  // The line at whose start prediction begins anew: the first one, and each after a restart (T.81 H.1.2.1).
  let freshRow = 0;
  let fresh = true;
  return (row) => {
    for (let column = 0; column < columns; column += 1) {
      if (scan.restartInterval > 0 && untilRestart === 0) {
        bits.restart();
        untilRestart = scan.restartInterval;
        freshRow = row;
        fresh = true;
      }
      for (const { index, dc } of scan.components) {
        if (dc === undefined) throw damaged('JPEG scan without its Huffman table');
        const at = row * line + column * stride + index;
        let prediction: number;
        if (fresh) prediction = initial;
        else if (row === freshRow) prediction = column === 0 ? initial : (out[at - stride] ?? 0);
        else if (column === 0) prediction = out[at - line] ?? 0;
        else
          prediction = predict(
            scan.start,
            out[at - stride] ?? 0,
            out[at - line] ?? 0,
            out[at - line - stride] ?? 0,
          );
        out[at] = prediction + difference(bits, dc);
      }
      fresh = false;
      untilRestart -= 1;
    }
  };
};

/** Answers how many lines are there. */
const decodeScan = (
  frame: JpegFrame,
  scan: Scan,
  bits: BitReader,
  out: Uint16Array,
  isCut: boolean,
): number => {
  const [only] = scan.components;
  const line =
    frame.components.length === 1 && only?.dc !== undefined && scan.restartInterval === 0
      ? lineDecoder(frame, scan, only.dc, bits, out)
      : mixedLineDecoder(frame, scan, bits, out);
  if (isCut) return wholeBeforeCut(frame.rows, bits, line);
  for (let row = 0; row < frame.rows; row += 1) line(row);
  checkEnd(bits);
  return frame.rows;
};

/**
 * JPEG lossless, Huffman (T.81 Annex H; PS3.5 §A.4.3), every predictor, 2 to 16 bits. `isCut`: the file ends within the
 * stream, and what is there of it is wanted.
 */
export const decodeJpegLossless = (bytes: Uint8Array, isCut = false): DecodedJpeg => {
  const stream = new JpegStream(bytes);
  let out: Uint16Array = new Uint16Array(0);
  let low = 0;
  let rowsThere = 0;
  const seen = new Set<number>();
  stream.read(
    (frame) => {
      if (frame.process !== 0xc3) throw damaged('no JPEG lossless frame');
      if (frame.components.some(({ h, v }) => h !== 1 || v !== 1))
        throw damaged('JPEG lossless with subsampling');
      out = new Uint16Array(frame.rows * frame.columns * frame.components.length);
    },
    (scan, bits) => {
      if (stream.frame === null) throw damaged('JPEG scan before its frame');
      rowsThere = decodeScan(stream.frame, scan, bits, out, isCut);
      low = scan.low;
      for (const { index } of scan.components) seen.add(index);
    },
  );
  const { frame } = stream;
  if (seen.size !== frame?.components.length) throw damaged('JPEG lossless picture is incomplete');
  if (low > 0) out.forEach((value, index) => (out[index] = value << low));
  return {
    rows: frame.rows,
    columns: frame.columns,
    components: frame.components.length,
    precision: frame.precision,
    samples: out,
    rowsThere,
  };
};
