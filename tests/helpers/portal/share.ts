import { deepLinkOf, mailTo } from './outbox.ts';
import { PortalClient } from './portal-client.ts';
import type { TestPortal } from './portal.ts';

export interface SharedExam {
  readonly id: string;
  readonly code: string;
  /** What the system starts the application with. */
  readonly link: string;
}

/** The demo patient shares exams for a week, over HTTP as their application does: the one of a label, or `all`. */
export async function shareOverHttp(
  portal: TestPortal,
  {
    recipientEmail,
    label = 'IRM du genou droit',
    includeReports = true,
  }: { recipientEmail: string; label?: string; includeReports?: boolean },
): Promise<SharedExam> {
  const patient = await PortalClient.signIn(portal, portal.accountOf('patient'));
  const exams = await patient.items('/api/v1/exams');
  const examIds = exams
    .filter((each) => label === 'all' || each['label'] === label)
    .map((each) => each['id']);
  const answer = await patient.post('/api/v1/shares', {
    examIds: label === 'all' ? examIds : examIds.slice(0, 1),
    recipientEmail,
    recipientName: 'Dr Lemaire',
    kind: 'professional',
    durationDays: 7,
    includeReports,
    message: 'Docteur, voici mon genou avant notre rendez-vous.',
  });
  const { id, accessCode } = (await answer.json()) as { id: string; accessCode: string };
  return { id, code: accessCode, link: await deepLinkOf(portal, await mailTo(portal, recipientEmail)) };
}

/** The patient ends a share by its date: so many seconds from now. Answers when, in milliseconds since 1970. */
export async function endShareIn(portal: TestPortal, id: string, seconds: number): Promise<number> {
  const patient = await PortalClient.signIn(portal, portal.accountOf('patient'));
  const endsAt = Date.now() + seconds * 1000;
  const answer = await patient.patch(`/api/v1/shares/${id}`, { endsAt: new Date(endsAt).toISOString() });
  if (!answer.ok) throw new Error(`the share's end was not changed: ${answer.status}`);
  return endsAt;
}
