import { join } from 'node:path';
import type { ExportState } from '../../../src-shared/domain/export.ts';

/** The export that runs, and where the last one lies. */
export class Exports {
  state: ExportState = { kind: 'idle' };
  /** The chosen folder, or the archive itself. */
  #target: { readonly path: string; readonly isFolder: boolean } | null = null;

  get running(): boolean {
    return this.state.kind === 'running';
  }

  begin(path: string, isFolder: boolean): void {
    this.#target = { path, isFolder };
  }

  /** The finished export; null while there is none. */
  get path(): string | null {
    if (this.state.kind !== 'done' || !this.#target) return null;
    const { path, isFolder } = this.#target;
    return isFolder ? join(path, this.state.name) : path;
  }

  /** The library's process began anew: an export that ran is over. */
  interrupted(): ExportState {
    if (this.state.kind !== 'running') return this.state;
    const error = { code: 'internal', message: 'the library process ended during an export' } as const;
    return (this.state = { kind: 'failed', examLabel: this.state.examLabel, error });
  }
}
