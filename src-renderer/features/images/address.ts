import { z } from 'zod';
import { idSchema } from '../../../src-shared/ipc/schemas/exams.ts';
import { uidSchema } from '../../../src-shared/domain/series.ts';

const addressSchema = z.object({
  exam: idSchema,
  series: uidSchema.optional(),
  /** 1-based, as people count. */
  image: z.coerce.number().int().positive().optional(),
  with: idSchema.optional(),
});

export interface WhatToShow {
  readonly examId: string;
  readonly at: { readonly seriesInstanceUid: string; readonly image: number } | null;
  /** The exam to lay beside it. */
  readonly compareWith: string | null;
}

/** What a viewer window was opened for, from its address: `?exam=…[&series=…&image=…][&with=…]`. Null for a wrong address. */
export const whatToShow = (search: string): WhatToShow | null => {
  const parsed = addressSchema.safeParse(Object.fromEntries(new URLSearchParams(search)));
  if (!parsed.success) return null;
  const { exam, series, image } = parsed.data;
  return {
    examId: exam,
    at: series === undefined ? null : { seriesInstanceUid: series, image: image ?? 1 },
    compareWith: parsed.data.with ?? null,
  };
};
