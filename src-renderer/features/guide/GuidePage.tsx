import { lazy, Suspense } from 'react';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import type { GuideProps } from './Guide.tsx';

// Its texts and what draws them come when somebody wants to read.
const Guide = lazy(async () => ({ default: (await import('./Guide.tsx')).Guide }));

export function GuidePage(props: GuideProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <Guide {...props} />
    </Suspense>
  );
}
