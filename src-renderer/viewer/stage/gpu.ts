import type { DisplayFrame } from '../look/display-frame.ts';
import { GpuContext } from './gpu-context.ts';
import { Pace } from './pace.ts';
import type { Scene } from './painter.ts';
import { inverse } from './pose.ts';

/**
 * For each pixel of the screen: which part of the picture it shows, the mean of that part, and only then its grey.
 * Values are whole numbers and interpolated here, since WebGL does not; a part of many pixels is sampled, not skipped.
 */
const fragment = (sampler: 'usampler2D' | 'isampler2D', grey: boolean): string => `#version 300 es
precision highp float;
precision highp int;
precision highp ${sampler};
uniform ${sampler} picture;
uniform mat3 toPicture;
uniform vec2 pictureSize;
uniform float viewHeight;
uniform vec2 window;
uniform bool inverted;
uniform int taps;
out vec4 colour;

vec3 texel(ivec2 at) {
  return vec3(texelFetch(picture, clamp(at, ivec2(0), ivec2(pictureSize) - 1), 0).rgb);
}

vec3 sampleAt(vec2 at) {
  vec2 corner = floor(at);
  ivec2 first = ivec2(corner);
  vec2 part = at - corner;
  vec3 above = mix(texel(first), texel(first + ivec2(1, 0)), part.x);
  vec3 below = mix(texel(first + ivec2(0, 1)), texel(first + ivec2(1, 1)), part.x);
  return mix(above, below, part.y);
}

void main() {
  vec2 screen = vec2(gl_FragCoord.x, viewHeight - gl_FragCoord.y);
  vec2 middle = (toPicture * vec3(screen, 1.0)).xy;
  if (any(lessThan(middle, vec2(-0.5))) || any(greaterThan(middle, pictureSize - 0.5))) {
    colour = vec4(0.0, 0.0, 0.0, 1.0);
    return;
  }
  vec3 sum = vec3(0.0);
  for (int y = 0; y < taps; y += 1) {
    for (int x = 0; x < taps; x += 1) {
      vec2 offset = (vec2(x, y) + 0.5) / float(taps) - 0.5;
      sum += sampleAt((toPicture * vec3(screen + offset, 1.0)).xy);
    }
  }
  vec3 value = sum / float(taps * taps);
${
  grey
    ? `  float part = clamp((value.r - window.x) / max(window.y - window.x, 1e-30), 0.0, 1.0);
  colour = vec4(vec3(inverted ? 1.0 - part : part), 1.0);`
    : '  colour = vec4(value / 255.0, 1.0);'
}
}`;

const kinds = ['unsigned', 'signed', 'colour'] as const;
type Kind = (typeof kinds)[number];

const kindOf = (display: DisplayFrame): Kind => {
  if (display.kind === 'colour') return 'colour';
  return display.values instanceof Int16Array ? 'signed' : 'unsigned';
};

/** Draws pictures of stacks in the context that all of a window shares. */
export class Gpu {
  readonly context = new GpuContext();
  private readonly gl = this.context.gl;
  private programs: Readonly<Record<Kind, WebGLProgram>> | null = null;
  private readonly kinds = new WeakMap<WebGLTexture, Kind>();
  private readonly onChange: () => void;
  private readonly toCanvas: Pace;

  /**
   * `onChange`: the context was lost, or is there again, or pictures come too slowly from it: later than `patience`
   * milliseconds, since they are fetched back into memory where the page itself is drawn by the CPU.
   */
  constructor(onChange: () => void, patience: number) {
    this.onChange = onChange;
    this.toCanvas = new Pace(patience);
    this.prepare();
    this.context.listen(() => {
      this.prepare();
      onChange();
    });
  }

  get works(): boolean {
    return this.programs !== null && this.context.isAlive && !this.toCanvas.isTooSlow;
  }

  /** The context that its textures belong to. */
  get life(): number {
    return this.context.life;
  }

  /** Pixels of the longest side that a picture may have. */
  get largest(): number {
    const size: unknown = this.gl?.getParameter(this.gl.MAX_TEXTURE_SIZE);
    return typeof size === 'number' ? size : 0;
  }

  upload(display: DisplayFrame): WebGLTexture | null {
    const { gl } = this;
    if (gl === null) return null;
    const kind = kindOf(display);
    const texture = gl.createTexture();
    const [internal, format, type] =
      display.kind === 'colour'
        ? [gl.RGB8UI, gl.RGB_INTEGER, gl.UNSIGNED_BYTE]
        : display.values instanceof Uint8Array
          ? [gl.R8UI, gl.RED_INTEGER, gl.UNSIGNED_BYTE]
          : display.values instanceof Int16Array
            ? [gl.R16I, gl.RED_INTEGER, gl.SHORT]
            : [gl.R16UI, gl.RED_INTEGER, gl.UNSIGNED_SHORT];
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    const values = display.kind === 'colour' ? display.pixels : display.values;
    gl.texImage2D(gl.TEXTURE_2D, 0, internal, display.columns, display.rows, 0, format, type, values);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    if (gl.getError() !== gl.NO_ERROR) {
      gl.deleteTexture(texture);
      return null;
    }
    this.kinds.set(texture, kind);
    return texture;
  }

  free(texture: WebGLTexture): void {
    this.gl?.deleteTexture(texture);
  }

  /** Draws into the lower left `width` × `height` device pixels of a canvas; null where the context is lost. */
  draw(texture: WebGLTexture, scene: Scene, width: number, height: number): HTMLCanvasElement | null {
    const { gl, context } = this;
    const program = this.programs?.[this.kinds.get(texture) ?? 'unsigned'];
    if (gl === null || program === undefined || !context.isAlive) return null;
    context.view(width, height);
    gl.useProgram(program);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    const { a, b, c, d, e, f } = inverse(scene.affine);
    const { dense, image, look } = scene;
    const at = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
    gl.uniform1i(at('picture'), 0);
    const columns = [a / dense, b / dense, 0, c / dense, d / dense, 0, e, f, 1];
    gl.uniformMatrix3fv(at('toPicture'), false, columns);
    gl.uniform2f(at('pictureSize'), image.display.columns, image.display.rows);
    gl.uniform1f(at('viewHeight'), height);
    gl.uniform2f(at('window'), look?.lower ?? 0, look?.upper ?? 255);
    gl.uniform1i(at('inverted'), look?.inverted === true ? 1 : 0);
    const step = Math.max(Math.hypot(a, b), Math.hypot(c, d)) / dense;
    gl.uniform1i(at('taps'), Math.max(1, Math.min(scene.quality === 'high' ? 8 : 4, Math.ceil(step))));
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return context.canvas;
  }

  /** `milliseconds` from a picture drawn to its copy on a canvas. */
  copied(milliseconds: number): void {
    if (this.toCanvas.took(milliseconds)) queueMicrotask(this.onChange);
  }

  close(): void {
    this.context.close();
  }

  private prepare(): void {
    this.programs = null;
    if (!this.context.isAlive) return;
    const [unsigned, signed, colour] = kinds.map((kind) => {
      const sampler = kind === 'signed' ? 'isampler2D' : 'usampler2D';
      const program = this.context.program(fragment(sampler, kind !== 'colour'));
      return program !== null && this.context.works(program) ? program : null;
    });
    if (!unsigned || !signed || !colour) return;
    this.programs = { unsigned, signed, colour };
  }
}
