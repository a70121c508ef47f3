import type { Handlers } from '../ipc/handlers.ts';
import { accessHandlers } from './access/handlers.ts';
import { accountHandlers } from './account/handlers.ts';
import { breakGlassHandlers } from './break-glass/handlers.ts';
import { examHandlers } from './exams/handlers.ts';
import { exportHandlers } from './export/handlers.ts';
import type { FirstHandlers } from './first-handlers.ts';
import { guestHandlers } from './guest/handlers.ts';
import { helpHandlers } from './help/handlers.ts';
import { importHandlers } from './import/handlers.ts';
import { libraryHandlers } from './library/handlers.ts';
import { patientHandlers } from './patients/handlers.ts';
import { pictureBatchHandlers } from './pictures/handlers.ts';
import { preferenceHandlers } from './preferences/handlers.ts';
import { reportHandlers } from './reports/handlers.ts';
import { sendHandlers } from './send/handlers.ts';
import { sessionHandlers } from './session/handlers.ts';
import { sharedWithMeHandlers } from './shared-with-me/handlers.ts';
import { sharingHandlers } from './sharing/handlers.ts';
import { updateHandlers } from './updates/handlers.ts';
import { contentHandlers } from './viewer/content-handlers.ts';
import { noteHandlers } from './notes/handlers.ts';
import { viewerHandlers } from './viewer/handlers.ts';
import { pictureHandlers } from './viewer/pictures.ts';

type Context<F extends (context: never) => unknown> = Parameters<F>[0];

export type FeaturesContext = Context<typeof accessHandlers> &
  Context<typeof accountHandlers> &
  Context<typeof breakGlassHandlers> &
  Context<typeof examHandlers> &
  Context<typeof guestHandlers> &
  Context<typeof helpHandlers> &
  Context<typeof exportHandlers> &
  Context<typeof importHandlers> &
  Context<typeof libraryHandlers> &
  Context<typeof patientHandlers> &
  Context<typeof reportHandlers> &
  Context<typeof sendHandlers> &
  Context<typeof sessionHandlers> &
  Context<typeof sharedWithMeHandlers> &
  Context<typeof sharingHandlers> &
  Context<typeof updateHandlers> &
  Context<typeof viewerHandlers> &
  Context<typeof contentHandlers> &
  Context<typeof noteHandlers> &
  Context<typeof pictureHandlers> &
  Context<typeof pictureBatchHandlers> & {
    readonly preferences: Context<typeof preferenceHandlers>;
    readonly first: FirstHandlers;
  };

/** Every line of the table with its handler: one that is missing does not compile. */
export const allHandlers = (context: FeaturesContext): Handlers => ({
  ...context.first,
  ...preferenceHandlers(context.preferences),
  ...sessionHandlers(context),
  ...examHandlers(context),
  ...reportHandlers(context),
  ...sharingHandlers(context),
  ...sharedWithMeHandlers(context),
  ...patientHandlers(context),
  ...sendHandlers(context),
  ...breakGlassHandlers(context),
  ...accessHandlers(context),
  ...accountHandlers(context),
  ...guestHandlers(context),
  ...helpHandlers(context),
  ...updateHandlers(context),
  ...exportHandlers(context),
  ...importHandlers(context),
  ...viewerHandlers(context),
  ...contentHandlers(context),
  ...pictureHandlers(context),
  ...pictureBatchHandlers(context),
  ...noteHandlers(context),
  ...libraryHandlers(context),
});
