import type { Invitation } from '../../../src-shared/domain/invitation.ts';
import type { SessionState } from '../../../src-shared/domain/session.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { DeepLink } from '../../app/deep-links.ts';
import type { VisitEnd } from '../../session/presence.ts';
import type { Session } from '../../session/session.ts';

type ShareLink = Extract<DeepLink, { kind: 'share' }>;

/** Links that the person followed. A link's token stays here: no page sees it, nothing writes it down. */
export class Invitations {
  readonly #session: Session;
  #onChange: (invitation: Invitation | null) => void = () => undefined;
  #link: ShareLink | null = null;
  #followed = 0;
  #current: Invitation | null = null;

  constructor(session: Session) {
    this.#session = session;
    session.onVisitEnd((end) => this.#visitEnded(end));
  }

  get current(): Invitation | null {
    return this.#current;
  }

  /** Whoever asks later than it is followed asks for `current`. */
  onChange(listener: (invitation: Invitation | null) => void): void {
    this.#onChange = listener;
  }

  receive(link: DeepLink): void {
    if (link.kind === 'broken') {
      this.#show({ kind: 'broken' });
      return;
    }
    this.#link = link;
    this.#followed += 1;
    this.#show(this.#invitationTo(link, false));
  }

  /** With the code that the patient passed on. What fails leaves the invitation as it is. */
  async enter(accessCode: string): Promise<SessionState> {
    const link = this.#link;
    if (!link || this.#current?.kind !== 'share')
      throw new AppFailure('link-broken', 'there is no link to enter by');
    const state = await this.#session.visit(link.portalAddress, { token: link.token, accessCode });
    this.#show(null);
    return state;
  }

  dismiss(): void {
    this.#show(null);
    if (!this.#session.isVisit) this.#link = null;
  }

  #visitEnded(end: VisitEnd): void {
    if (end === 'idle' && this.#link) this.#show(this.#invitationTo(this.#link, true));
    else {
      this.#link = null;
      if (end === 'expired' || end === 'stopped') this.#show({ kind: 'over', end });
    }
  }

  #invitationTo({ portalAddress }: ShareLink, again: boolean): Invitation {
    const isKnown = this.#session.knowsPortal(portalAddress);
    return { kind: 'share', link: this.#followed, portalAddress, isKnown, again };
  }

  #show(invitation: Invitation | null): void {
    this.#current = invitation;
    this.#onChange(invitation);
  }
}
