/** Keeps the focus in a figure: a button that is disabled or gone after a rendering would lose it to the page. */
export class KeptFocus {
  readonly #host: HTMLElement;
  #focused: Element | null = null;
  /** Element that takes the focus in its place. */
  #next: HTMLElement | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Before a rendering. */
  remember(): void {
    this.#focused = this.#host.shadowRoot?.activeElement ?? null;
    // Of a table its page, of all else the cells.
    this.#next = this.#focused?.closest('.table-part')?.querySelector<HTMLElement>('.table') ?? null;
  }

  /** After it. */
  keep(): void {
    const focused = this.#focused;
    this.#focused = null;
    if (!focused || (focused.isConnected && !focused.matches(':disabled'))) return;
    const next = this.#next?.isConnected ? this.#next : this.#host.shadowRoot!.querySelector<HTMLElement>('.cells');
    next?.focus({ preventScroll: true });
  }
}
