import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { windowOf } from '@attn-elements/core/element';
import { type RunSettingName, runSettings, settingOf } from './settings-table.js';

/** Name of a run in the address of a page: its element's id; of elements without one, the tag, and of all but the first its number. */
function keyOf(host: HTMLElement): string {
  if (host.id) return host.id;
  const { localName } = host;
  const nameless = (host.getRootNode() as ParentNode).querySelectorAll(`${localName}:not([id])`);
  const at = [...nameless].indexOf(host);
  return at > 0 ? `${localName}-${at + 1}` : localName;
}

/** The address of this page with a run in it: all of its settings. */
export function linkTo(
  host: HTMLElement,
  settings: Readonly<Partial<Record<RunSettingName, number | string>>>,
): string {
  const named = Object.entries(settings).map(([name, value]) => [name, String(value)]);
  const url = new URL(location.href);
  url.hash = `${keyOf(host)}?${new URLSearchParams(named)}`;
  return url.href;
}

/**
 * Properties by the run that the page's address names for an element; null where it names none. An address says what is learned,
 * never what is fetched: the table of settings has no source.
 */
function linkedProperties(host: HTMLElement): Readonly<Record<string, string>> | null {
  const { hash, href } = location;
  const at = hash.indexOf('?');
  if (at < 0 || hash.slice(0, at) !== new URL(`#${keyOf(host)}`, href).hash) return null;
  const named = [...new URLSearchParams(hash.slice(at + 1))].flatMap(([name, value]) => {
    const setting = settingOf(name);
    return setting ? [[runSettings[setting].property, value]] : [];
  });
  return Object.fromEntries(named);
}

/** Gives an element the run that the page's address names for it: when it comes onto the page, and when the address changes. */
export class RunLink implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #window: Window = globalThis.window;
  #isKnown = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#window = windowOf(this.#host);
    this.#window.addEventListener('hashchange', this.#take);
    // Moved, it keeps what the reader has set since.
    if (!this.#isKnown) this.#take();
    this.#isKnown = true;
  }

  hostDisconnected(): void {
    this.#window.removeEventListener('hashchange', this.#take);
  }

  readonly #take = (): void => {
    Object.assign(this.#host, linkedProperties(this.#host));
  };
}
