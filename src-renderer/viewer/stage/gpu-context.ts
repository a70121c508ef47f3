const vertex = `#version 300 es
void main() {
  // One triangle that covers the view.
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

/** Pictures after which the canvas is made smaller where they were: taking one from it costs as much as all of it. */
const LOOKED_AT = 32;

/**
 * One WebGL context for all that a window draws: browsers allow sixteen, and take the oldest away beyond that. What was
 * drawn lies in the lower left of its canvas, until the task that drew it ends.
 */
export class GpuContext {
  readonly canvas = document.createElement('canvas');
  readonly gl: WebGL2RenderingContext | null;
  /** The most that was drawn lately. */
  private recent = { draws: 0, width: 0, height: 0 };
  private readonly listeners = new Set<() => void>();
  /** Counts the contexts that there have been: what was made in an earlier one is gone. */
  life = 0;

  constructor() {
    this.gl = this.canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
    this.canvas.addEventListener('webglcontextlost', (event) => {
      // Without this it would never come back.
      event.preventDefault();
      this.life += 1;
      this.tell();
    });
    this.canvas.addEventListener('webglcontextrestored', () => this.tell());
  }

  get isAlive(): boolean {
    return this.gl?.isContextLost() === false;
  }

  /** `listener` is told when the context was lost, and when it is back. What this returns ends that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A program that runs `fragment` for each pixel of the view; null where it cannot be made. */
  program(fragment: string): WebGLProgram | null {
    const { gl } = this;
    if (gl === null) return null;
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, fragment],
    ] as const) {
      const shader = gl.createShader(type);
      if (shader === null) return null;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : null;
  }

  /** Makes the lower left `width` × `height` device pixels of the canvas what is drawn into. */
  view(width: number, height: number): void {
    const { canvas, gl, recent } = this;
    recent.draws += 1;
    recent.width = Math.max(recent.width, width);
    recent.height = Math.max(recent.height, height);
    const isWasteful =
      recent.draws >= LOOKED_AT && recent.width * recent.height * 1.5 < canvas.width * canvas.height;
    if (isWasteful || canvas.width < width) canvas.width = recent.width;
    if (isWasteful || canvas.height < height) canvas.height = recent.height;
    if (recent.draws >= LOOKED_AT) this.recent = { draws: 0, width: 0, height: 0 };
    gl?.viewport(0, 0, width, height);
  }

  close(): void {
    this.listeners.clear();
    this.gl?.getExtension('WEBGL_lose_context')?.loseContext();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
