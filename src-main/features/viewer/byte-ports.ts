import { MessageChannelMain, type WebContents } from 'electron';
import { AppFailure } from '../../../src-shared/errors.ts';
import { BYTE_PORT } from '../../../src-shared/ipc/wire.ts';
import type { Session } from '../../session/session.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import type { LocalLibraryOpener } from '../library/local-library.ts';

/** Gives viewer windows their byte channel to the library, and a new one when the library's process began anew. */
export class BytePorts {
  readonly #connected = new Set<number>();
  readonly #context: {
    readonly session: Session;
    readonly library: AccountLibrary;
    readonly local: LocalLibraryOpener;
    readonly contentsOf: (contentsId: number) => WebContents | undefined;
  };

  constructor(context: {
    session: Session;
    library: AccountLibrary;
    local: LocalLibraryOpener;
    contentsOf: (contentsId: number) => WebContents | undefined;
  }) {
    this.#context = context;
  }

  async connect(contentsId: number): Promise<void> {
    const { session, library, local, contentsOf } = this.#context;
    // Signed out, there are still imported exams to look at; locked, there is nothing.
    if (session.state.kind === 'locked') session.assertOpen();
    const client = await (session.state.kind === 'signed-in' ? library : local).opened();
    const contents = contentsOf(contentsId);
    if (!contents || contents.isDestroyed()) throw new AppFailure('cancelled', 'the window was closed');
    const { port1, port2 } = new MessageChannelMain();
    client.connectViewer(port1);
    contents.postMessage(BYTE_PORT, null, [port2]);
    if (!this.#connected.has(contentsId))
      contents.once('destroyed', () => this.#connected.delete(contentsId));
    this.#connected.add(contentsId);
  }

  reconnectAll(): void {
    for (const contentsId of this.#connected) this.connect(contentsId).catch(() => undefined);
  }
}
