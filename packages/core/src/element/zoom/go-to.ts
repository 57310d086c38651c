import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Cell } from '../interaction/cell-cursor.js';
import type { SayZoom } from './zoom-strings.js';

/** Matches that are listed at most: who wants others types more of the token. */
const MOST = 50;

/** A side of a matrix, and its tokens; null where positions have none. */
export interface TokenSide {
  readonly side: 'row' | 'column';
  readonly name: string;
  readonly count: number;
  readonly tokens: readonly string[] | null;
}

/** Position that a reader may mean. */
interface Match {
  readonly side: TokenSide;
  readonly at: number;
  readonly text: string;
}

/** Field for a token or a position to go to, with a list of those that it may be: an ARIA combobox. */
export class GoTo {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #go: (place: Partial<Cell>) => void;
  #isOpen = false;
  #text = '';
  #at = 0;

  /** @param go goes to a row or a column */
  constructor(host: ReactiveControllerHost & HTMLElement, go: (place: Partial<Cell>) => void) {
    this.#host = host;
    this.#go = go;
  }

  /** Opens it, with the keyboard in its field. */
  async open(): Promise<void> {
    this.#isOpen = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.shadowRoot!.querySelector<HTMLInputElement>('.go-to input')!.select();
  }

  render(sides: readonly TokenSide[], say: SayZoom): TemplateResult {
    const all = this.#isOpen ? matchesOf(this.#text, sides) : [];
    const matches = all.slice(0, MOST);
    const at = Math.min(this.#at, matches.length - 1);
    return html`<div class="go-to" @focusout=${this.#onLeave}>
      <button
        type="button"
        part="button"
        aria-label=${say('goTo')}
        title=${say('goTo')}
        aria-expanded=${this.#isOpen}
        @click=${() => (this.#isOpen ? this.#close() : void this.open())}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><path d="M2 8h9M8 5l3 3-3 3M14 3v10"></path></svg>
      </button>
      ${this.#isOpen ? this.#field(matches, at, all.length, say) : nothing}
    </div>`;
  }

  #field(matches: readonly Match[], at: number, count: number, say: SayZoom): TemplateResult {
    const found = this.#text ? say(count > 0 ? 'found' : 'none', { count }) : '';
    return html`<div class="go-to-list">
      <input
        type="text"
        role="combobox"
        aria-label=${say('token')}
        placeholder=${say('token')}
        aria-expanded=${matches.length > 0}
        aria-controls="go-to-list"
        aria-activedescendant=${matches.length > 0 ? `go-to-${at}` : nothing}
        autocomplete="off"
        spellcheck="false"
        .value=${this.#text}
        @input=${this.#onInput}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, matches, at)}
      />
      <div id="go-to-list" role="listbox" aria-label=${say('token')}>
        ${matches.map(
          (match, index) => html`<div
            id="go-to-${index}"
            role="option"
            aria-selected=${index === at}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#choose(match)}
          ><span>${match.text}</span><span>${match.side.name} ${match.at}</span></div>`,
        )}
      </div>
      <div class="found" role="status">${found}</div>
    </div>`;
  }

  readonly #onInput = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#at = 0;
    this.#host.requestUpdate();
  };

  #onKey(event: KeyboardEvent, matches: readonly Match[], at: number): void {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const { length } = matches;
      if (length > 0) this.#at = (at + (key === 'ArrowDown' ? 1 : length - 1)) % length;
      this.#host.requestUpdate();
    } else if (key === 'Enter') {
      if (matches.length > 0) this.#choose(matches[at]);
    } else if (key === 'Escape') this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  readonly #onLeave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (this.#isOpen && !(currentTarget as Element).contains(relatedTarget as Node)) this.#hide();
  };

  #choose({ side: { side }, at }: Match): void {
    this.#hide();
    this.#go({ [side]: at });
  }

  #close(): void {
    this.#hide();
    this.#host.shadowRoot!.querySelector<HTMLElement>('.go-to button')!.focus();
  }

  #hide(): void {
    this.#isOpen = false;
    this.#host.requestUpdate();
  }
}

/** Positions whose number is what was typed, then tokens that are, begin with, or hold it, whatever its case. */
function matchesOf(typed: string, sides: readonly TokenSide[]): readonly Match[] {
  const text = typed.trim().toLowerCase();
  if (!text) return [];
  const ranked: Match[][] = [[], [], [], []];
  for (const side of sides) {
    const number = /^\d+$/.test(text) ? Number(text) : -1;
    if (number >= 0 && number < side.count)
      ranked[0].push({ side, at: number, text: side.tokens?.[number] ?? String(number) });
    side.tokens?.forEach((token, at) => {
      const word = token.trim().toLowerCase();
      const rank = word === text ? 1 : word.startsWith(text) ? 2 : word.includes(text) ? 3 : -1;
      if (rank > 0 && at !== number) ranked[rank].push({ side, at, text: token });
    });
  }
  return ranked.flat();
}
