import type { GpuContext } from '../../stage/gpu-context.ts';
import type { VoxelBlock } from '../volume.ts';

/** Milliseconds of a frame that may go into handing slices over, and bytes: what is handed over has to go further, too. */
const MILLISECONDS = 5;
const BYTES = 8 * 2 ** 20;

/** Bytes that a volume may take on the GPU, by the memory that the browser tells of (GiB, at most 8); it tells of no other. */
const budget = (): number => {
  const gibibytes = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : 4;
  return gibibytes * 128 * 2 ** 20;
};

/** Of EXT_texture_norm16: 16 bits that the GPU interpolates. */
const R16_EXT = 0x82_2a;

/** Whether a volume of this size can lie on the GPU. */
export const fitsGpu = (
  size: readonly [number, number, number],
  largest: number,
  bytes = budget(),
): boolean => Math.max(...size) <= largest && size[0] * size[1] * size[2] * 2 <= bytes;

/** A volume's voxels on the GPU: handed over slice by slice, so that no frame is late. */
export class VolumeTexture {
  readonly texture: WebGLTexture;
  /** Interpolated by the GPU itself; else by the shader. */
  readonly filtered: boolean;
  private readonly gl: WebGL2RenderingContext;
  private readonly context: GpuContext;
  private readonly life: number;
  private readonly block: VoxelBlock;
  private readonly staging: Uint16Array;
  private readonly waiting: number[] = [];
  private scheduled = false;
  private closed = false;

  private constructor(
    context: GpuContext,
    gl: WebGL2RenderingContext,
    block: VoxelBlock,
    made: { readonly texture: WebGLTexture; readonly filtered: boolean },
  ) {
    this.context = context;
    this.gl = gl;
    this.life = context.life;
    this.block = block;
    this.texture = made.texture;
    this.filtered = made.filtered;
    this.staging = new Uint16Array(block.grid.size[0] * block.grid.size[1]);
  }

  /** Null where it does not fit. */
  static of(context: GpuContext, block: VoxelBlock): VolumeTexture | null {
    const { gl } = context;
    const largest: unknown = gl?.getParameter(gl.MAX_3D_TEXTURE_SIZE);
    if (gl === null || typeof largest !== 'number' || !fitsGpu(block.grid.size, largest)) return null;
    const filtered = gl.getExtension('EXT_texture_norm16') !== null;
    const texture = gl.createTexture();
    const [x, y, z] = block.grid.size;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_3D, texture);
    while (gl.getError() !== gl.NO_ERROR);
    gl.texStorage3D(gl.TEXTURE_3D, 1, filtered ? R16_EXT : gl.R16UI, x, y, z);
    const filter = filtered ? gl.LINEAR : gl.NEAREST;
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MIN_FILTER, filter);
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MAG_FILTER, filter);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R])
      gl.texParameteri(gl.TEXTURE_3D, side, gl.CLAMP_TO_EDGE);
    // Out of memory, where the computer's has no room.
    if (gl.getError() !== gl.NO_ERROR) {
      gl.deleteTexture(texture);
      return null;
    }
    return new VolumeTexture(context, gl, block, { texture, filtered });
  }

  /** A slice is there. */
  put(z: number): void {
    this.waiting.push(z);
    this.schedule();
  }

  get isHandedOver(): boolean {
    return this.waiting.length === 0;
  }

  close(): void {
    this.closed = true;
    this.waiting.length = 0;
    if (this.life === this.context.life) this.gl.deleteTexture(this.texture);
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.handOver();
    });
  }

  private handOver(): void {
    const { gl, context, life, waiting, staging } = this;
    if (this.closed || !context.isAlive || context.life !== life) return;
    const until = performance.now() + MILLISECONDS;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_3D, this.texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    let bytes = 0;
    do {
      const z = waiting.shift();
      if (z === undefined) return;
      this.putSlice(z);
      bytes += staging.byteLength;
    } while (performance.now() < until && bytes < BYTES);
    if (waiting.length > 0) this.schedule();
  }

  private putSlice(z: number): void {
    const { gl, block, staging } = this;
    const [columns, rows] = block.grid.size;
    const values = block.values.subarray(z * staging.length, (z + 1) * staging.length);
    for (let at = 0; at < staging.length; at += 1) staging[at] = (values[at] ?? 0) ^ 0x8000;
    const [format, type] = [this.filtered ? gl.RED : gl.RED_INTEGER, gl.UNSIGNED_SHORT];
    gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, z, columns, rows, 1, format, type, staging);
  }
}
