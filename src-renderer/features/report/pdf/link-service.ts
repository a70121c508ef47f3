import { PDFLinkService, type EventBus } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

/**
 * Links inside the document go where they say; a link out of it goes nowhere. It tells its address instead, so that
 * the person can decide (`onAddress`). A report comes from a stranger: no click on it may open a page.
 */
export class SafeLinkService extends PDFLinkService {
  readonly #onAddress: (address: string) => void;

  constructor(eventBus: EventBus, onAddress: (address: string) => void) {
    super({ eventBus });
    this.#onAddress = onAddress;
  }

  override addLinkAttributes(link: HTMLAnchorElement, url: string): void {
    link.removeAttribute('href');
    link.setAttribute('role', 'button');
    link.setAttribute('aria-label', url);
    link.tabIndex = 0;
    const tell = (event: Event): void => {
      event.preventDefault();
      this.#onAddress(url);
    };
    link.addEventListener('click', tell);
    link.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') tell(event);
    });
  }
}
