import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { fillSentence, type ErrorDetails } from '../errors.js';
import { onRegistered } from '../registry.js';
import { type Language, languageOf } from './languages.js';
import type { CoreSentences } from './locales/index.js';
import { addedLanguages, addedTranslation, type Translation } from './register-translation.js';

/** Says a sentence of an element, or one that all of them have. */
export type Say<Words extends string = never> = (name: Words | keyof CoreSentences, details?: ErrorDetails) => string;

/** Sentences by name, with `{details}` to fill. */
export type Sentences = Readonly<Record<string, string>>;
/** Sentences of each language, or what loads them: a page needs one language, and English where nothing else is there yet. */
export type Translations<S extends Sentences> = Readonly<Record<Language, S | (() => Promise<S>)>> & {
  readonly en: S;
};

/** Between two sets of sentences of one language, so that whatever depends on the language is made anew. */
const UNDETERMINED = 'und';

/** Elements that follow the `lang` attributes of a document, and the one observer for all of them. */
interface Watch {
  readonly listeners: Set<() => void>;
  readonly observer: MutationObserver;
}

const watches = new Map<Document, Watch>();

function watchLanguage(page: Document, listener: () => void): void {
  let watch = watches.get(page);
  if (!watch) {
    const listeners = new Set<() => void>();
    const observer = new MutationObserver(() => {
      for (const notify of listeners) notify();
    });
    observer.observe(page.documentElement, { attributes: true, subtree: true, attributeFilter: ['lang'] });
    watches.set(page, (watch = { listeners, observer }));
  }
  watch.listeners.add(listener);
}

/** With the last of its elements a document is watched no longer. */
function unwatchLanguage(page: Document, listener: () => void): void {
  const watch = watches.get(page);
  watch?.listeners.delete(listener);
  if (watch?.listeners.size !== 0) return;
  watch.observer.disconnect();
  watches.delete(page);
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
  /** Translation that pages have added to it. */
  #added: Translation | undefined;
  #isOnItsWay = false;
  #hasSpoken = false;
  #ready: Promise<void> = Promise.resolve();
  #stop: (() => void) | null = null;
  /** The document that is watched: when the host is told that it has left, it is in another already. */
  #page: Document | null = null;

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
    this.#page = this.#host.ownerDocument;
    watchLanguage(this.#page, this.#update);
    this.#stop = onRegistered('translations', this.#update);
  }

  hostDisconnected(): void {
    if (this.#page) unwatchLanguage(this.#page, this.#update);
    this.#page = null;
    this.#stop?.();
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
    const isSmall = size !== 0 && (size < 1e-4 || size >= 1e6);
    if (/^(en|zh|und)\b/.test(this.#language)) {
      if (isSmall) return powerOfTen(value, String);
      // Without groups of digits these languages write the same, and making a format takes longer than a small figure's layout.
      if (size < 999) return fourDigits(value);
    }
    const format = (this.#format ??= new Intl.NumberFormat(this.#language, { maximumSignificantDigits: 4 }));
    return isSmall ? powerOfTen(value, (mantissa) => format.format(mantissa)) : format.format(value);
  }

  readonly #update = () => {
    const translations = this.#translations;
    const language = languageOf(this.#host, [...Object.keys(translations), ...addedLanguages()]);
    const added = addedTranslation(language);
    if (language === this.#wanted && added === this.#added) return;
    const isAddition = language === this.#language;
    this.#wanted = language;
    this.#added = added;
    this.#ready = this.#speak(language, isAddition);
  };

  async #speak(language: Language, isAddition: boolean): Promise<void> {
    const given = this.#translations[language] as S | (() => Promise<S>) | undefined;
    this.#isOnItsWay = true;
    try {
      const own = typeof given === 'function' ? await given() : given;
      if (isAddition) {
        this.#language = UNDETERMINED;
        this.#host.requestUpdate();
        await this.#host.updateComplete;
      }
      if (language !== this.#wanted) return;
      const added = this.#added;
      this.#language = language;
      this.#sentences = { ...this.#translations.en, ...own, ...added?.common, ...added?.[this.#host.localName] };
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

function powerOfTen(value: number, write: (mantissa: number) => string): string {
  const [mantissa, exponent] = value.toExponential(2).split('e');
  const raised = exponent.replace(/./g, (c) => superscripts[c] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]);
  return `${write(Number(mantissa)).replace('-', '−')} × 10${raised}`;
}
