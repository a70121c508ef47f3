import type { GpuContext } from '../../stage/gpu-context.ts';
import type { GreyLook } from '../../look/grey-look.ts';
import { inverseOf, smallestStep } from '../grid.ts';
import type { PaneScene } from '../pane-painter.ts';
import type { Bricks } from '../pyramid.ts';
import { FINE_STEP, raysOf } from '../raycast.ts';
import { type Plane, slabModes, slabOffsets, wayOf } from '../reslice.ts';
import { type SpaceTables, spaceTables } from '../space-tables.ts';
import type { SpaceView } from '../space-view.ts';
import { length } from '../vectors.ts';
import type { VoxelBlock } from '../volume.ts';
import { Program } from './program.ts';
import { planeShader, type SpaceKind, spaceShader } from './volume-shaders.ts';
import { VolumeTexture } from './volume-texture.ts';

const sideOfTable = 64;

/** A volume on the GPU, and what draws it there. Gone with the context in which it was made. */
export class GpuVolume {
  readonly voxels: VolumeTexture;
  readonly context: GpuContext;
  readonly block: VoxelBlock;
  private readonly gl: WebGL2RenderingContext;
  private readonly life: number;
  private readonly plane: Program;
  private readonly spaces: Readonly<Record<SpaceKind, Program>>;
  private bricks: Bricks | null = null;
  private readonly textures = new Set<WebGLTexture>();
  private highest: WebGLTexture | null = null;
  private visible: WebGLTexture | null = null;
  private transfer: WebGLTexture | null = null;
  private tables: SpaceTables | null = null;

  private constructor(
    context: GpuContext,
    gl: WebGL2RenderingContext,
    block: VoxelBlock,
    voxels: VolumeTexture,
    programs: { readonly plane: Program; readonly lit: Program; readonly mip: Program },
  ) {
    this.context = context;
    this.gl = gl;
    this.life = context.life;
    this.block = block;
    this.voxels = voxels;
    this.plane = programs.plane;
    this.spaces = programs;
  }

  /** Null where the GPU cannot take it. */
  static of(context: GpuContext, block: VoxelBlock): GpuVolume | null {
    const { gl } = context;
    const voxels = context.isAlive ? VolumeTexture.of(context, block) : null;
    if (gl === null || voxels === null) return null;
    const made = (source: string): Program | null => {
      const program = context.program(source);
      return program === null ? null : new Program(gl, program);
    };
    const { filtered } = voxels;
    const [plane, lit, mip] = [
      made(planeShader(filtered)),
      made(spaceShader(filtered, 'lit')),
      made(spaceShader(filtered, 'mip')),
    ];
    if (plane === null || lit === null || mip === null) {
      voxels.close();
      return null;
    }
    return new GpuVolume(context, gl, block, voxels, { plane, lit, mip });
  }

  get isAlive(): boolean {
    return this.context.isAlive && this.context.life === this.life;
  }

  /** Its programs are made; whether they work can be asked without waiting. */
  get isPrepared(): boolean {
    return this.programs.every(({ made }) => this.context.isMade(made));
  }

  get works(): boolean {
    return this.isAlive && this.programs.every(({ made }) => this.context.works(made));
  }

  private get programs(): readonly Program[] {
    return [this.plane, this.spaces.lit, this.spaces.mip];
  }

  get drawsSpace(): boolean {
    return this.bricks !== null;
  }

  /** With these, it can be seen from outside. */
  setBricks(bricks: Bricks): void {
    const { gl } = this;
    this.bricks = bricks;
    // A copy: where bricks lie in memory that is shared, some drivers' interfaces take no part of it.
    const highest = bricks.highest.slice();
    this.highest = this.bricksTexture(gl.R16I, gl.SHORT, highest, bricks.size);
  }

  /** Into the lower left of the context's canvas; false where it cannot. */
  draw(scene: PaneScene): boolean {
    if (!this.isAlive) return false;
    const { width, height } = scene.kind === 'plane' ? scene.plane : scene.view;
    this.context.view(width, height);
    if (scene.kind === 'plane') this.drawPlane(scene.plane, scene.look);
    else if (!this.drawSpace(scene.view)) return false;
    this.gl.drawArrays(this.gl.TRIANGLES, 0, 3);
    return true;
  }

  close(): void {
    this.voxels.close();
    if (this.isAlive) for (const texture of this.textures) this.gl.deleteTexture(texture);
    this.textures.clear();
  }

  private drawPlane(plane: Plane, look: GreyLook): void {
    const { plane: program, block } = this;
    const { middle, du, dv, dn } = wayOf(block.grid, plane);
    const offsets = slabOffsets(plane.thickness, smallestStep(block.grid));
    const [first = 0, second = 0] = offsets;
    this.begin(program, plane, { middle, du, dv });
    program.vector('through', dn);
    program.whole('count', offsets.length);
    program.pair('offsets', first, second - first);
    program.whole('mode', slabModes.indexOf(plane.mode));
    program.pair('window', look.lower, look.upper);
    program.whole('inverted', look.inverted ? 1 : 0);
  }

  private drawSpace(view: SpaceView): boolean {
    const { gl, bricks, block, highest } = this;
    if (bricks === null || highest === null) return false;
    const { grid } = block;
    const inverse = inverseOf(grid);
    const step = smallestStep(grid) * FINE_STEP;
    const { start: middle, du, dv, dt } = raysOf(grid, view, inverse, step);
    const program = this.spaces[view.preset === 'mip' ? 'mip' : 'lit'];
    this.begin(program, view, { middle, du, dv });
    program.vector('d', dt);
    program.number('reach', length(grid.size) / Math.max(1e-6, length(dt)));
    if (view.preset === 'mip') {
      this.bind(1, gl.TEXTURE_3D, highest);
      program.whole('highest', 1);
      program.number('low', (view.window.center - view.window.width / 2 - view.intercept) / view.slope);
      program.number('greyScale', 255 / Math.max(1e-9, view.window.width / view.slope));
      return true;
    }
    this.keepTables(spaceTables(bricks, view, step), bricks);
    this.bind(1, gl.TEXTURE_3D, this.visible);
    program.whole('visible', 1);
    this.bind(2, gl.TEXTURE_2D, this.transfer);
    program.whole('transfer', 2);
    program.matrix('toPatient', inverse);
    program.vector('into', view.into);
    return true;
  }

  private begin(
    program: Program,
    { width, height }: Plane | SpaceView,
    { middle, du, dv }: Pick<ReturnType<typeof wayOf>, 'middle' | 'du' | 'dv'>,
  ): void {
    program.use();
    this.bind(0, this.gl.TEXTURE_3D, this.voxels.texture);
    program.whole('volume', 0);
    program.size('size', this.block.grid.size);
    program.pair('view', width, height);
    program.vector('middle', middle);
    program.vector('du', du);
    program.vector('dv', dv);
  }

  private bind(unit: number, target: GLenum, texture: WebGLTexture | null): void {
    this.gl.activeTexture(this.gl.TEXTURE0 + unit);
    this.gl.bindTexture(target, texture);
  }

  private keepTables(tables: SpaceTables, bricks: Bricks): void {
    const { gl } = this;
    if (this.tables === tables) return;
    this.tables = tables;
    for (const old of [this.visible, this.transfer]) {
      if (old === null) continue;
      gl.deleteTexture(old);
      this.textures.delete(old);
    }
    this.visible = this.bricksTexture(gl.R8UI, gl.UNSIGNED_BYTE, tables.visible, bricks.size);
    this.transfer = this.newTexture(gl.TEXTURE_2D);
    const { opacity, colour } = tables.table;
    const entries = new Float32Array(opacity.length * 4);
    for (let at = 0; at < opacity.length; at += 1) {
      entries.set(colour.subarray(at * 3, at * 3 + 3), at * 4);
      entries[at * 4 + 3] = opacity[at] ?? 0;
    }
    const side = sideOfTable;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, side, side, 0, gl.RGBA, gl.FLOAT, entries);
  }

  private bricksTexture(
    internal: GLenum,
    type: GLenum,
    values: Uint8Array | Int16Array,
    [x, y, z]: Bricks['size'],
  ): WebGLTexture {
    const { gl } = this;
    const texture = this.newTexture(gl.TEXTURE_3D);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage3D(gl.TEXTURE_3D, 0, internal, x, y, z, 0, gl.RED_INTEGER, type, values);
    return texture;
  }

  /** Bound; whole values are taken from it, none between them. */
  private newTexture(target: GLenum): WebGLTexture {
    const { gl } = this;
    const texture = gl.createTexture();
    this.textures.add(texture);
    this.bind(1, target, texture);
    gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return texture;
  }
}
