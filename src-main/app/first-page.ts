const aSecond = 1_000;

/**
 * What the first page names in its head, on its way. Main has one thread: what it reads of itself meanwhile would keep the
 * page waiting, and the page takes as long to run what it got as main does to put the application together.
 */
export class FirstPage {
  readonly #awaited = new Set<string>();
  #read: () => void = () => undefined;

  /** Ends when all of it is handed over, or when a second has passed. */
  readonly read = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, aSecond);
    this.#read = () => {
      clearTimeout(timer);
      resolve();
    };
  });

  served(address: string, content: Buffer): void {
    const { pathname } = new URL(address);
    if (pathname.endsWith('.html')) {
      for (const [, name = ''] of content.toString().matchAll(/\b(?:src|href)="([^"]+)"/g))
        this.#awaited.add(new URL(name, address).pathname);
    } else if (this.#awaited.delete(pathname) && this.#awaited.size === 0) {
      // After the answer has left.
      setImmediate(this.#read);
    }
  }
}
