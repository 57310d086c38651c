import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { fillSentence, type ErrorDetails } from '../errors.js';
import type { CoreSentences } from './locales/index.js';

/** Languages that every element speaks. */
export type Language = 'en' | 'zh-Hans' | 'zh-Hant';

/** Says a sentence of an element, or one that all of them have. */
export type Say<Words extends string = never> = (name: Words | keyof CoreSentences, details?: ErrorDetails) => string;

/** Sentences by name, with `{details}` to fill. */
export type Sentences = Readonly<Record<string, string>>;
/** Those of each language, or what loads them: a page needs one language, and English where nothing else is there yet. */
export type Translations<S extends Sentences> = Readonly<Record<Language, S | (() => Promise<S>)>> & {
  readonly en: S;
};

/** The language for an element: that of the nearest `lang`, also across shadow roots; English where it is none of ours. */
export function languageOf(element: Element): Language {
  let node: Node | null = element;
  while (node) {
    if (node instanceof Element && node.hasAttribute('lang')) return languageFor(node.getAttribute('lang') ?? '');
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return 'en';
}

/** Ours for a BCP 47 tag: Traditional where the script or the region says so, else Simplified for any Chinese. */
export function languageFor(tag: string): Language {
  if (!/^zh\b/i.test(tag)) return 'en';
  return /\b(hant|tw|hk|mo)\b/i.test(tag) && !/\bhans\b/i.test(tag) ? 'zh-Hant' : 'zh-Hans';
}

/** One observer of the page's `lang` attributes for all elements; it stops with the last of them. */
const listeners = new Set<() => void>();
let observer: MutationObserver | null = null;

function watchLanguage(listener: () => void): void {
  listeners.add(listener);
  if (observer) return;
  observer = new MutationObserver(() => {
    for (const notify of listeners) notify();
  });
  observer.observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: ['lang'] });
}

function unwatchLanguage(listener: () => void): void {
  listeners.delete(listener);
  if (listeners.size > 0) return;
  observer?.disconnect();
  observer = null;
}

/** Gives an element its sentences and number format in the language around it, and updates it when that changes. */
export class LocaleController<S extends Sentences> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #translations: Translations<S>;
  #language: Language = 'en';
  #sentences: S;
  #format: Intl.NumberFormat | null = null;
  /** The language around the element, whose sentences may be on their way. */
  #wanted: Language = 'en';
  #isOnItsWay = false;
  #hasSpoken = false;
  #ready: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost & HTMLElement, translations: Translations<S>) {
    this.#host = host;
    this.#translations = translations;
    this.#sentences = translations.en;
    host.addController(this);
  }

  /** The language that the element speaks. */
  get language(): Language {
    return this.#language;
  }

  /** Settles, and never rejects, once that is the language around the element, or cannot be. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  hostConnected(): void {
    this.#update();
    watchLanguage(this.#update);
  }

  hostDisconnected(): void {
    unwatchLanguage(this.#update);
  }

  /**
   * A sentence with its details filled in. Nothing while the first language is on its way: no element begins in one language to go
   * on in another.
   */
  say(name: keyof S & string, details: ErrorDetails = {}): string {
    if (this.#isOnItsWay && !this.#hasSpoken) return '';
    this.#hasSpoken = true;
    return fillSentence(this.#sentences[name], details);
  }

  /** A value with four significant digits, small ones as powers of ten. */
  number(value: number): string {
    if (!Number.isFinite(value)) return String(value).replace('-', '−').replace('Infinity', '∞');
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e6)) return powerOfTen(value);
    // Without groups of digits all our languages write the same, and making a format takes longer than a small figure's layout.
    if (size < 999) return fourDigits(value);
    this.#format ??= new Intl.NumberFormat(this.#language, { maximumSignificantDigits: 4 });
    return this.#format.format(value);
  }

  readonly #update = () => {
    const language = languageOf(this.#host);
    if (language === this.#wanted) return;
    this.#wanted = language;
    this.#ready = this.#speak(language);
  };

  async #speak(language: Language): Promise<void> {
    const given: S | (() => Promise<S>) = this.#translations[language];
    this.#isOnItsWay = true;
    try {
      const sentences = typeof given === 'function' ? await given() : given;
      if (language !== this.#wanted) return;
      this.#language = language;
      this.#sentences = sentences;
      this.#format = null;
    } catch (error) {
      if (language !== this.#wanted) return;
      // A figure in another language is more than a sentence about a missing file. Asked for again with the next change.
      console.warn(`<${this.#host.localName}>: ${(error as Error).message}`);
      this.#wanted = this.#language;
    }
    this.#isOnItsWay = false;
    this.#host.requestUpdate();
  }
}

/** A number below 999 with its first four digits, rounded as it is written: 0.00012345, which is a little less, up. */
function fourDigits(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [mantissa, exponent] = value.toExponential().split('e');
  const [head, next] = [mantissa.slice(0, value < 0 ? 6 : 5), mantissa[value < 0 ? 6 : 5]];
  const step = next >= '5' ? Math.sign(value) : 0;
  return next ? String(Number(`${Number(head.replace('.', '')) + step}e${Number(exponent) - 3}`)) : String(value);
}

const superscripts: Record<string, string> = { '-': '⁻', '+': '' };

function powerOfTen(value: number): string {
  const [mantissa, exponent] = value.toExponential(2).split('e');
  const raised = exponent.replace(/./g, (c) => superscripts[c] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]);
  return `${String(Number(mantissa)).replace('-', '−')} × 10${raised}`;
}
