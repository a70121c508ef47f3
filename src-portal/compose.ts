import type { FastifyBaseLogger } from 'fastify';
import { folders } from './config.ts';
import { createMailer } from './mail/mailer.ts';
import type { Portal } from './portal.ts';
import { createAccounts } from './services/account.ts';
import { createBreakGlass } from './services/break-glass.ts';
import { createDocuments } from './services/documents.ts';
import { createExams } from './services/exams.ts';
import { createPatients } from './services/patients.ts';
import { createReading } from './services/reading.ts';
import { createRevocations } from './services/revocations.ts';
import { createSessions } from './services/sessions.ts';
import { createShares } from './services/shares.ts';
import { createSignIn } from './services/sign-in.ts';
import { createTransparency } from './services/transparency.ts';

/** The portal's services, wired to each other. */
export function compose({ config, db, images }: Portal, baseUrl: () => string, log: FastifyBaseLogger) {
  const lockout = { attempts: 3, seconds: config.lockoutSeconds };
  const password = { minLength: config.passwordMinLength, maxLength: 256 };
  const mailer = createMailer({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    outbox: folders(config).outbox,
    onFailure: (error) => log.error({ err: error }, 'mail'),
  });
  const revocations = createRevocations();
  const sessions = createSessions(db, revocations);
  const signIn = createSignIn(db, sessions, revocations, lockout);
  const seriesOf = async (studyInstanceUid: string, reports: boolean) => {
    const study = await images.describeStudy(studyInstanceUid, { withoutReports: !reports });
    return (study?.series ?? []).map((series) => ({
      seriesInstanceUid: series.seriesUid,
      number: series.number,
      description: series.description,
      modality: series.modality,
      bodyPart: series.bodyPart || null,
      instanceCount: series.instanceCount,
      bytes: series.bytes,
    }));
  };
  return {
    lockout,
    password,
    mailer,
    revocations,
    sessions,
    signIn,
    reading: createReading(db, sessions),
    exams: createExams(db, seriesOf),
    documents: createDocuments(db),
    patients: createPatients(db),
    breakGlass: createBreakGlass(db, mailer, revocations, config),
    shares: createShares(db, mailer, revocations, {
      durationsDays: config.shareDurationsDays,
      portalName: config.name,
      supportEmail: config.supportEmail,
      baseUrl,
    }),
    transparency: createTransparency(db),
    accounts: createAccounts(
      db,
      { sessions, signIn, revocations, mailer },
      { rules: password, portalName: config.name, supportEmail: config.supportEmail },
    ),
  };
}
