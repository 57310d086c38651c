import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Property } from '../properties/property.js';
import { windowOf } from '../tree.js';
import { type AddressedState, hashOf, isFree, statesIn } from './address-text.js';

/** A place that is pinned, as `select` takes it. */
type AddressedPlace = Readonly<Partial<Record<string, number | string | null>>>;

/** A figure whose view stands in the address of its page. */
export interface AddressedFigure {
  /** Properties that readers can change, as they are. */
  values(): Readonly<Record<string, unknown>>;
  /** Properties of the element by name, each with its check of what somebody gives. */
  readonly properties: ReadonlyMap<PropertyKey, unknown>;
  /** Whether what is asked for cannot be shown. */
  hasFailed(): boolean;
}

/** Element of such a figure. */
interface AddressHost extends ReactiveControllerHost, HTMLElement {
  readonly ready: Promise<void>;
  readonly selection?: AddressedPlace | null;
  /** Pins a place, or lets go; rejects where there is none such. */
  select?(place: AddressedPlace | null): Promise<void>;
}

/** Names of the numbers that make a place, of attention and of encodings. */
const PLACED = ['query', 'key', 'row', 'column'] as const;

/** Milliseconds within which changes are one movement, as of a slider: it is one entry of the history. */
const MOVEMENT = 1000;

/** Keeps the view of a figure and the address of its page in step: `#attn=` names the figure, and what differs from what its author shows. */
export class ViewAddress implements ReactiveController {
  readonly #host: AddressHost;
  readonly #figure: AddressedFigure;
  /** View that the author asks for. */
  readonly #authors: AddressedState;
  #window = globalThis.window;
  #lastChange = -Infinity;
  /** Counts what was taken from the address: of two that are under way the later counts. */
  #taken = 0;
  #isTaking = false;

  private constructor(host: AddressHost, figure: AddressedFigure) {
    this.#host = host;
    this.#figure = figure;
    this.#authors = textsOf(figure.values());
  }

  static attach(host: AddressHost, figure: AddressedFigure): ViewAddress {
    const address = new ViewAddress(host, figure);
    host.addController(address);
    return address;
  }

  /** Address of the page with this view in it, whatever else its fragment said. */
  get link(): string {
    const { href } = this.#window.location;
    return new URL(hashOf(this.#states()) || '#', href).href;
  }

  /** Copies the link; where the page may not, it is what the address says. */
  async copy(): Promise<void> {
    const { navigator, history } = this.#window;
    try {
      await navigator.clipboard.writeText(this.link);
    } catch {
      history.replaceState(history.state, '', this.link);
    }
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    this.#window.addEventListener('popstate', this.#take);
    this.#window.addEventListener('hashchange', this.#take);
    for (const type of ['attn-change', 'attn-select']) this.#host.addEventListener(type, this.#write);
    if (statesIn(this.#window.location.hash).has(this.#name)) this.#take();
  }

  hostDisconnected(): void {
    this.#window.removeEventListener('popstate', this.#take);
    this.#window.removeEventListener('hashchange', this.#take);
    for (const type of ['attn-change', 'attn-select']) this.#host.removeEventListener(type, this.#write);
  }

  /** Name of the figure in an address: its id; without one its tag, and of all but the first its number. */
  get #name(): string {
    const { id, localName } = this.#host;
    if (id) return id;
    const nameless = (this.#host.getRootNode() as ParentNode).querySelectorAll(`${localName}[hash]:not([id])`);
    const at = [...nameless].indexOf(this.#host);
    return at > 0 ? `${localName}-${at + 1}` : localName;
  }

  /** States of other figures as the address has them, and of this one as it is. */
  #states(): Map<string, AddressedState> {
    const states = statesIn(this.#window.location.hash);
    const own = [...textsOf(this.#figure.values())].filter(([name, text]) => this.#authors.get(name) !== text);
    return states.set(this.#name, new Map([...own, ...this.#pinned()]));
  }

  #pinned(): Map<string, string> {
    const { selection } = this.#host;
    return textsOf(Object.fromEntries(PLACED.map((name) => [name, selection?.[name]])));
  }

  readonly #write = (): void => {
    const { location, history, performance } = this.#window;
    if (this.#isTaking || !isFree(location.hash)) return;
    const hash = hashOf(this.#states());
    if (hash === location.hash) return;
    const isMoving = performance.now() - this.#lastChange < MOVEMENT;
    this.#lastChange = performance.now();
    try {
      // The state is the page's: a router finds its own again.
      history[isMoving ? 'replaceState' : 'pushState'](history.state, '', hash || location.pathname + location.search);
    } catch {
      // Documents without an address, and browsers that have seen too many changes, refuse.
    }
  };

  readonly #take = async (): Promise<void> => {
    const { hash } = this.#window.location;
    if (!isFree(hash)) return;
    const turn = ++this.#taken;
    const isOver = () => turn !== this.#taken;
    const state = statesIn(hash).get(this.#name) ?? new Map<string, string>();
    this.#isTaking = true;
    await this.#host.ready;
    if (!isOver()) this.#give(state);
    await this.#host.ready;
    // An address is written by anybody: where it asks for what there is not, the author's view is shown.
    if (!isOver() && this.#figure.hasFailed()) this.#give(new Map());
    await this.#host.ready;
    if (!isOver()) {
      const place = PLACED.flatMap((name) => (state.has(name) ? [[name, Number(state.get(name))]] : []));
      // The head is a property of its own: nothing but the cell is let go.
      if (place.length > 0 || this.#pinned().size > 0)
        await this.#host.select?.(place.length > 0 ? Object.fromEntries(place) : null).catch(() => {});
    }
    if (!isOver()) this.#isTaking = false;
  };

  /** Value of a property that a text names; undefined where it cannot be that. */
  #valueOf(name: string, text: string): unknown {
    const property = this.#figure.properties.get(name) as Property<unknown> | undefined;
    return text === '' ? property?.initial : property?.check?.(text);
  }

  /** Gives the figure a view: what a state does not name, or not rightly, is as the author asks. */
  #give(state: AddressedState): void {
    const values = this.#figure.values();
    const shown = textsOf(values);
    for (const name of Object.keys(values)) {
      const text = state.get(name) ?? this.#authors.get(name) ?? '';
      if ((shown.get(name) ?? '') === text) continue;
      const value = this.#valueOf(name, text);
      const own = value === undefined ? this.#valueOf(name, this.#authors.get(name) ?? '') : value;
      Object.assign(this.#host, { [name]: own });
    }
  }
}

/** Values as the attributes of their names would say them; what is null is not said. */
function textsOf(values: Readonly<Record<string, unknown>>): Map<string, string> {
  const said = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return new Map(said.map(([name, value]) => [name, Array.isArray(value) ? JSON.stringify(value) : String(value)]));
}
