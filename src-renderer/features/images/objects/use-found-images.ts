import { useEffect, useState } from 'react';
import type { InstanceReference } from '../../../viewer/objects/codes.ts';
import type { FoundImage } from '../exam-contents.ts';
import { useController } from '../controller-context.ts';

/** Those images that are in this window's exams, in the order in which they are referred to; null while looking. */
export const useFoundImages = (references: readonly InstanceReference[]): readonly FoundImage[] | null => {
  const controller = useController();
  const [found, setFound] = useState<readonly FoundImage[] | null>(null);
  useEffect(() => {
    let left = false;
    void Promise.all(references.map((reference) => controller.contents.find(reference))).then((all) => {
      if (!left) setFound(all.filter((image) => image !== null));
    });
    return () => {
      left = true;
    };
  }, [controller, references]);
  return found;
};
