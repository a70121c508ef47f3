import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { v7 as uuid } from 'uuid';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /**
   * Hands a mail on without waiting for a server: a person's request does not fail because of one. What fails is
   * logged (never with its content) and kept in the outbox folder; where that fails, too, it is logged.
   */
  post(letter: Letter): Promise<void>;
  /** Waits for mails on their way. */
  close(): Promise<void>;
}

interface MailerOptions {
  readonly smtpUrl: string | undefined;
  readonly from: string;
  readonly outbox: string;
  readonly onFailure: (error: unknown) => void;
}

/** Through SMTP, or by default one .eml file a mail in the outbox folder. */
export function createMailer({ smtpUrl, from, outbox, onFailure }: MailerOptions): Mailer {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const smtp =
    smtpUrl === undefined
      ? null
      : nodemailer.createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true });
  const underWay = new Set<Promise<unknown>>();

  const keep = async (letter: Letter): Promise<void> => {
    await mkdir(outbox, { recursive: true });
    const { message } = await composer.sendMail({ from, ...plain(letter) });
    const name = join(outbox, `${uuid()}.eml`);
    await writeFile(`${name}.part`, message);
    await rename(`${name}.part`, name);
  };

  return {
    async post(letter) {
      if (!smtp) return keep(letter).catch(onFailure);
      const sending = smtp
        .sendMail({ from, ...plain(letter) })
        .catch(async (error: unknown) => {
          onFailure(error);
          await keep(letter);
        })
        .catch(onFailure)
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
      return Promise.resolve();
    },
    async close() {
      await Promise.allSettled(underWay);
      smtp?.close();
    },
  };
}

/** Header injection: an address is an address object, and a subject is one line. */
const plain = ({ to, subject, text }: Letter) => ({
  to: { name: '', address: to },
  subject: subject.replaceAll(/[\r\n]+/g, ' '),
  text,
});
