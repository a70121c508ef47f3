import type { Vector3 } from '../../dicom/types.ts';

/** A program of the GPU and the places of what it is told. */
export class Program {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();

  constructor(gl: WebGL2RenderingContext, program: WebGLProgram) {
    this.gl = gl;
    this.program = program;
  }

  get made(): WebGLProgram {
    return this.program;
  }

  use(): void {
    this.gl.useProgram(this.program);
  }

  number(name: string, value: number): void {
    this.gl.uniform1f(this.at(name), value);
  }

  whole(name: string, value: number): void {
    this.gl.uniform1i(this.at(name), value);
  }

  pair(name: string, a: number, b: number): void {
    this.gl.uniform2f(this.at(name), a, b);
  }

  vector(name: string, [x, y, z]: Vector3): void {
    this.gl.uniform3f(this.at(name), x, y, z);
  }

  size(name: string, [x, y, z]: readonly [number, number, number]): void {
    this.gl.uniform3i(this.at(name), x, y, z);
  }

  /** Column after column. */
  matrix(name: string, columns: readonly [Vector3, Vector3, Vector3]): void {
    this.gl.uniformMatrix3fv(this.at(name), false, columns.flat());
  }

  private at(name: string): WebGLUniformLocation | null {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const place = this.gl.getUniformLocation(this.program, name);
    this.places.set(name, place);
    return place;
  }
}
