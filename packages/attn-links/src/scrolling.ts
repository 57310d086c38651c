import type { ReactiveControllerHost } from 'lit';
import type { LinksView } from './view-model.js';
import { type Focus, tokenOf } from './focus.js';
import { scrollTo } from './layout.js';

/** Scroll position of the tokens, where not all of them have room. */
export class Scrolling {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #view: () => LinksView | null;
  #scrolled = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, view: () => LinksView | null) {
    this.#host = host;
    this.#view = view;
  }

  /** In pixels. */
  get scrolled(): number {
    const layout = this.#view()?.layout;
    return layout ? Math.min(this.#scrolled, layout.content - layout.length) : 0;
  }

  readonly onScroll = ({ currentTarget }: Event): void => {
    const { scrollTop, scrollLeft } = currentTarget as HTMLElement;
    this.#scrolled = this.#view()?.layout.direction === 'horizontal' ? scrollLeft : scrollTop;
    this.#host.requestUpdate();
  };

  /** Brings a token into view. */
  reveal(focus: Focus): void {
    const view = this.#view();
    if (view) this.scrollTo(scrollTo(view.layout, tokenOf(focus).index, this.scrolled));
  }

  scrollTo(scrolled: number): void {
    if (scrolled === this.#scrolled) return;
    this.#scrolled = scrolled;
    const scroller = this.#host.shadowRoot?.querySelector('.scroller');
    scroller?.scrollTo({ top: scrolled, left: scrolled, behavior: 'instant' });
    this.#host.requestUpdate();
  }
}
