const aSecond = 1_000;

/**
 * The first page's files, on their way. Main has one thread: what it reads of itself meanwhile would keep the page waiting. So
 * it reads where the page has something to do: once the page itself is handed over, and once all that it names is.
 */
export class FirstPage {
  readonly #awaited = new Set<string>();
  readonly #named = new Step();
  readonly #read = new Step();

  /** Ends when the page itself is handed over: its process has to start before it asks for more. */
  readonly named = this.#named.done;
  /** Ends when all that it names in its head is handed over too. Neither takes more than a second. */
  readonly read = this.#read.done;

  served(address: string, content: Buffer): void {
    const { pathname } = new URL(address);
    if (pathname.endsWith('.html')) {
      for (const [, name = ''] of content.toString().matchAll(/\b(?:src|href)="([^"]+)"/g))
        this.#awaited.add(new URL(name, address).pathname);
      this.#named.end();
    } else if (this.#awaited.delete(pathname) && this.#awaited.size === 0) {
      this.#read.end();
    }
  }
}

class Step {
  #end: () => void = () => undefined;
  readonly done = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, aSecond);
    this.#end = () => {
      clearTimeout(timer);
      resolve();
    };
  });

  /** After the answer has left. */
  end(): void {
    setImmediate(this.#end);
  }
}
