import { AppFailure } from '../../../src-shared/errors.ts';
import type { CreatedShare, Share } from '../../../src-shared/domain/share.ts';
import type { CreateShareInput } from '../../../src-shared/ipc/schemas/sharing.ts';
import type { PortalClient } from '../../sources/portal/client.ts';
import { isUnreachable } from '../../sources/portal/failure.ts';
import { createShare, endShare, listShares } from '../../sources/portal/sharing.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';

/** A share that was asked for, without an answer: nobody knows whether the portal made it. */
interface Unanswered {
  readonly input: CreateShareInput;
  /** When it was asked for, by the portal's clock; milliseconds since 1970. */
  readonly since: number;
}

/** An instant that a portal writes may be cut to the second. */
const second = 1000;

/**
 * Shares exams, once. Where the answer is lost its access code is lost with it: a share that was made all the same
 * can be opened by nobody, and a second try would leave two. So the portal's list is looked at, before the person is
 * told and again before anything else is sent, and what nobody can open is ended.
 */
export class ShareSender {
  readonly #portalNow: () => number | null;
  /** By account: what one has left open is not another's. */
  readonly #unanswered = new WeakMap<PortalClient, readonly Unanswered[]>();

  constructor(portalNow: () => number | null) {
    this.#portalNow = portalNow;
  }

  /** Fails with `share-code-lost` where this very share was made and its code never came; it is ended then. */
  async send(client: PortalClient, input: CreateShareInput, language: Language): Promise<CreatedShare> {
    await this.#settle(client, input);
    const since = this.#portalNow();
    const asked = since === null ? null : { input, since };
    try {
      const created = await createShare(client, input, language);
      const mailedTwice = await this.#endTwins(client, asked, created.share.id).catch(() => false);
      return mailedTwice ? { ...created, mailedTwice } : created;
    } catch (error) {
      if (!mayHaveBeenMade(error) || asked === null) throw error;
      this.#unanswered.set(client, [asked, ...(this.#unanswered.get(client) ?? [])]);
      await this.#settle(client, input).catch((failure: unknown) => {
        throw isCodeLost(failure) ? failure : error;
      });
      throw error;
    }
  }

  /** Chromium sends again by itself what was not answered on a connection that stood already, a POST too. Whether there were any. */
  async #endTwins(client: PortalClient, asked: Unanswered | null, answered: string): Promise<boolean> {
    if (asked === null) return false;
    const twins = (await listShares(client)).filter((share) => share.id !== answered && isOf(share, asked));
    for (const { id } of twins) await endShare(client, id);
    return twins.length > 0;
  }

  /** Ends what was made unanswered. What is not found stays noted: it may still be on its way. */
  async #settle(client: PortalClient, input: CreateShareInput): Promise<void> {
    const open = this.#unanswered.get(client) ?? [];
    if (open.length === 0) return;
    const shares = await listShares(client);
    const made = open.filter((one) => shares.some((share) => isOf(share, one)));
    for (const share of shares) if (made.some((one) => isOf(share, one))) await endShare(client, share.id);
    this.#unanswered.set(
      client,
      open.filter((one) => !made.includes(one)),
    );
    if (made.some((one) => isSame(one.input, input)))
      throw new AppFailure('share-code-lost', 'the share was made, its answer did not come');
  }
}

const isCodeLost = (error: unknown): boolean =>
  error instanceof AppFailure && error.error.code === 'share-code-lost';

/** Anything but a portal's own refusal. */
const mayHaveBeenMade = (error: unknown): boolean =>
  isUnreachable(error) || (error instanceof AppFailure && error.error.code === 'portal-answer-invalid');

interface Shared {
  readonly examIds: readonly string[];
  readonly recipientEmail: string;
}

const isSame = (one: Shared, other: Shared): boolean =>
  one.recipientEmail.toLowerCase() === other.recipientEmail.toLowerCase() &&
  new Set(one.examIds).size === new Set(other.examIds).size &&
  one.examIds.every((id) => other.examIds.includes(id));

const isOf = ({ exams, ...share }: Share, { input, since }: Unanswered): boolean =>
  share.state === 'active' &&
  share.openings === 0 &&
  Date.parse(share.createdAt) >= since - second &&
  isSame({ recipientEmail: share.recipientEmail, examIds: exams.map(({ id }) => id) }, input);
