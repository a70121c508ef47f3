import type { ByteStream, ImageSource, Incoming } from '../sources/image-source.ts';
import { isUnreachable } from '../sources/portal/failure.ts';

/** A source, and word of each request of it that did not come through to the portal, whoever made it: a page, a viewer, a download. */
export function watchedSource(source: ImageSource, onUnreached: () => void): ImageSource {
  const tell = (error: unknown): never => {
    if (isUnreachable(error)) onUnreached();
    throw error;
  };
  async function* told(bytes: ByteStream): ByteStream {
    try {
      yield* bytes;
    } catch (error) {
      tell(error);
    }
  }
  const incoming = (asked: Promise<Incoming>): Promise<Incoming> =>
    asked.then((found) => ({ ...found, bytes: told(found.bytes) }), tell);
  return {
    series: (...asked) => source.series(...asked).catch(tell),
    instances: (...asked) => source.instances(...asked).catch(tell),
    instance: (...asked) => incoming(source.instance(...asked)),
    report: (...asked) => incoming(source.report(...asked)),
  };
}
