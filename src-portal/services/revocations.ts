/** Tells downloads under way that some right came to an end, so that they ask again at once. */
export interface Revocations {
  announce(): void;
  /** Now, for `watch`. */
  moment(): number;
  /**
   * Calls `check` on every announcement since that moment and, for what another process did, every few seconds. Answers how to
   * stop.
   */
  watch(check: () => void, since: number): () => void;
}

const pollSeconds = 5;

export function createRevocations(): Revocations {
  const checks = new Set<() => void>();
  const checkAll = (): void => {
    for (const check of [...checks]) check();
  };
  let timer: NodeJS.Timeout | undefined;
  let announced = 0;
  return {
    // After the transaction that is being written has ended, in which the announcer stands.
    announce: () =>
      void setTimeout(() => {
        announced += 1;
        checkAll();
      }, 20),
    moment: () => announced,
    watch(check, since) {
      if (announced !== since) check();
      checks.add(check);
      // It goes on as long as anybody watches at its turn: most watch for a millisecond.
      timer ??= setInterval(() => {
        if (checks.size > 0) checkAll();
        else {
          clearInterval(timer);
          timer = undefined;
        }
      }, pollSeconds * 1000).unref();
      return () => checks.delete(check);
    },
  };
}
