const vertex = `#version 300 es
void main() {
  // One triangle that covers the view.
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

/** Of KHR_parallel_shader_compile. */
const COMPLETION_STATUS = 0x91_b1;

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
  private readonly programs = new Map<string, WebGLProgram>();
  private readonly listeners = new Set<() => void>();
  /** Counts the contexts that there have been: what was made in an earlier one is gone. */
  life = 0;

  constructor() {
    this.gl = this.canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
    this.canvas.addEventListener('webglcontextlost', (event) => {
      // Without this it would never come back.
      event.preventDefault();
      this.life += 1;
      this.programs.clear();
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

  /**
   * A program that runs `fragment` for each pixel of the view, made once for as long as the context lives; null where there
   * is none. Making it goes on beside the page, for a good part of a second on some systems: `isMade` says when it is over.
   */
  program(fragment: string): WebGLProgram | null {
    const { gl, programs } = this;
    if (gl === null) return null;
    const known = programs.get(fragment);
    if (known !== undefined) return known;
    // Asked for before a program is linked, or that one's end is never told.
    gl.getExtension('KHR_parallel_shader_compile');
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
      gl.deleteShader(shader);
    }
    gl.linkProgram(program);
    programs.set(fragment, program);
    return program;
  }

  /** Whether `works` can be asked without waiting. */
  isMade(program: WebGLProgram): boolean {
    const { gl } = this;
    const tells = gl?.getExtension('KHR_parallel_shader_compile') ?? null;
    if (gl === null || tells === null) return true;
    return gl.getProgramParameter(program, COMPLETION_STATUS) === true;
  }

  works(program: WebGLProgram): boolean {
    return this.gl?.getProgramParameter(program, this.gl.LINK_STATUS) === true;
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
