import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databases } from './databases.ts';
import { startRig, type Rig } from './rig.ts';
import { exams, people } from './world.ts';

// Mails through a real SMTP server: it asks for a password, and what it is given is looked at as it came.

interface Delivered {
  readonly from: string;
  readonly to: readonly string[];
  readonly content: string;
}

let server: SMTPServer;
let rig: Rig;
let delivered: Delivered[];
let waiting: (() => void) | undefined;
let refuses = false;

beforeAll(async () => {
  delivered = [];
  server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) => {
      const right = username === 'portal' && password === 'a secret/with signs';
      done(right ? null : new Error('535 wrong'), right ? { user: 'portal' } : undefined);
    },
    onRcptTo: (_address, _session, done) => done(refuses ? new Error('550 no such mailbox') : null),
    onData: (stream, { envelope }, done) => {
      void text(stream).then((content) => {
        delivered.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          content,
        });
        done(null);
        waiting?.();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const secret = encodeURIComponent('a secret/with signs');
  rig = await startRig(databases[0]!, {
    SMTP_URL: `smtp://portal:${secret}@127.0.0.1:${address.port}`,
    PORTAL_MAIL_FROM: 'e-mage <no-reply@example.org>',
  });
});
afterAll(async () => {
  await rig.dispose();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** The mail that something sends. */
async function mailOf(action: () => Promise<unknown>): Promise<Delivered> {
  const count = delivered.length;
  const arrived = new Promise<void>((resolve) => (waiting = resolve));
  await action();
  if (delivered.length === count) await arrived;
  return delivered[count]!;
}

/** Body and headers as a person reads them: quoted-printable and encoded words undone. */
function readable(content: string): string {
  const bytes = content
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=\s*/gi, (_match, word: string) => word.replaceAll('_', ' '))
    .replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

const share = async (more: object): Promise<{ link: string; accessCode: string }> =>
  rig.json('/api/v1/shares', {
    method: 'POST',
    token: await rig.as('anne'),
    json: {
      examIds: [exams.anneNorth.id],
      recipientEmail: 'dr@example.org',
      kind: 'professional',
      durationDays: 7,
      includeReports: false,
      ...more,
    },
  });

it.each([
  ['fr', 'partage', 'Bonjour'],
  ['en', 'shares', 'Hello'],
])(
  'tells a recipient of a share in %s, with the link and without the code',
  async (language, verb, hello) => {
    let made = { link: '', accessCode: '' };
    const mail = await mailOf(async () => (made = await share({ language, message: 'Merci d’avance' })));
    expect(mail).toMatchObject({ from: 'no-reply@example.org', to: ['dr@example.org'] });
    const words = readable(mail.content);
    for (const part of [verb, hello, made.link, '> Merci d’avance', 'Madame Martin'])
      expect(words).toContain(part);
    expect(words).not.toContain(made.accessCode);
    expect(words).not.toContain('Scanner');
  },
);

it('tells the patient of broken glass', async () => {
  const reason = 'Patiente inconsciente aux urgences.';
  const mail = await mailOf(async () =>
    rig.json('/api/v1/break-glass', {
      method: 'POST',
      token: await rig.as('xavier'),
      json: { patientId: people.anne.id, reason },
    }),
  );
  expect(mail.to).toEqual(['anne@example.org']);
  expect(readable(mail.content)).toContain(`> ${reason}`);
});

it('lets no header be written by who shares', async () => {
  const mail = await mailOf(() =>
    share({
      recipientName: 'Dr\r\nBcc: all@example.org',
      message: 'a\r\n.\r\nRCPT TO:<all@example.org>\r\nb',
    }),
  );
  expect(mail.to).toEqual(['dr@example.org']);
  const [head = ''] = mail.content.split('\r\n\r\n');
  expect(head).not.toMatch(/^bcc/im);
});

it('lets a share stand where not even the outbox takes the mail', async () => {
  const { data } = rig.portal.config;
  await rm(join(data, 'outbox'), { recursive: true, force: true });
  await writeFile(join(data, 'outbox'), '');
  refuses = true;
  expect((await share({ recipientEmail: 'gone@example.org' })).link).toContain('/s/');
  await rig.restart();
  refuses = false;
  await rm(join(data, 'outbox'));
});

it('keeps in the outbox what the server does not take, and the share stands', async () => {
  refuses = true;
  const { link } = await share({ recipientEmail: 'gone@example.org' });
  await rig.restart();
  refuses = false;
  const kept = (await rig.mails()).map(readable);
  expect(kept.some((mail) => mail.includes('gone@example.org') && mail.includes(link))).toBe(true);
});
