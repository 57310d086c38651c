import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { AttnError, fillSentence, type ErrorDetails, sentenceOf } from '../errors.js';
import { lazy } from '../lazy.js';
import { onRegistered } from '../registry.js';
import { loadEnglish } from './english.js';
import type { Failure } from './failure.js';
import { isForeign, type Language, languageFor, nearest, type Surroundings } from './languages.js';
import { numberText, percentText } from './numbers.js';
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

/** Core's reasons of failures, in languages that have them. */
const reasons: Readonly<Record<Language, () => Promise<Sentences>>> = {
  'zh-Hans': async () => (await lazy(() => import('./locales/reasons-zh-hans.js'))).zhHansReasons,
  'zh-Hant': async () => (await lazy(() => import('./locales/reasons-zh-hant.js'))).zhHantReasons,
};

/** Time that a figure waits for the language around it, in milliseconds: English stands in, until that comes. */
export const LANGUAGE_PATIENCE = 4000;

/** Between two sets of sentences of one language, so that whatever depends on the language is made anew. */
const UNDETERMINED = 'und';

/** Elements that follow the `lang` and `dir` attributes of a document, and the one observer for all of them. */
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
    observer.observe(page.documentElement, { attributes: true, subtree: true, attributeFilter: ['lang', 'dir'] });
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
  /** English sentences that parts have brought. */
  #learnt: Sentences = {};
  /** The language around the element, whose sentences may be on their way. */
  #wanted: Language = 'en';
  /** Translation that pages have added to it. */
  #added: Translation | undefined;
  #around: Surroundings = { lang: null, dir: null };
  #isOnItsWay = false;
  #hasSpoken = false;
  /** Core's reasons in the present language: not asked for yet, on their way, or among the sentences. */
  #reasons: 'none' | 'coming' | 'there' = 'none';
  /** Why they could not be loaded. */
  #missing: AttnError | null = null;
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

  /** Language and direction around the element where they are others than those of its sentences; null where these need no mark. */
  get foreign(): Surroundings | null {
    return isForeign(this.#language, this.#around) ? this.#around : null;
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
   * on in another. A name that nobody has a sentence for is said as it stands: it may come from a file.
   */
  say(name: keyof S & string, details: ErrorDetails = {}): string {
    if (this.#isOnItsWay && !this.#hasSpoken) return '';
    this.#hasSpoken = true;
    return fillSentence(
      this.#sentences[name] ?? this.#learnt[name] ?? sentenceOf(name) ?? name,
      details,
      this.#language,
    );
  }

  /** Takes the English sentences of a part. */
  learn(sentences: Sentences): void {
    this.#learnt = { ...this.#learnt, ...sentences };
  }

  /** Whether the reason of a failure is on its way: its sentence is said when all of it can be. */
  get awaitsReasons(): boolean {
    return this.#reasons === 'coming';
  }

  /** A failure in a sentence; empty while its reason is on its way. */
  explain({ code, details }: Pick<Failure, 'code' | 'details'>): string {
    const { fault, operand } = details;
    const said: Record<string, ErrorDetails[string]> = { ...details };
    // The reason is a sentence of its own, and what is called by a word has no name.
    if (fault) said.what = this.#reason(String(fault), details);
    if (operand) said.name = this.#reason(String(operand));
    const sentence = this.#reason(code, said);
    if (this.awaitsReasons) return '';
    const isSaid = [code, fault, operand].every((name) => name === undefined || this.#isThere(String(name)));
    return isSaid || !this.#missing ? sentence : this.say('not-loaded', this.#missing.details);
  }

  /** Sentence or reason of a failure, by its name or by its English. Those that are not there are loaded when one is first to be said. */
  #reason(name: string, details: ErrorDetails = {}): string {
    const translated = reasons[this.#language];
    const isKnown = name in this.#sentences || (!translated && this.#isThere(name));
    const load = isKnown ? undefined : (translated ?? loadEnglish);
    if (!load || this.#reasons === 'there') return this.say(name as keyof S & string, details);
    if (this.#reasons === 'none') {
      this.#reasons = 'coming';
      const adding = this.#addReasons(load);
      this.#ready = this.#ready.then(() => adding);
    }
    return '';
  }

  /** Whether there is a sentence of that name; a reason that is written out is English itself. */
  #isThere(name: string): boolean {
    return name in { ...this.#sentences, ...this.#learnt } || name.includes(' ') || sentenceOf(name) !== undefined;
  }

  async #addReasons(load: () => Promise<Sentences>): Promise<void> {
    const language = this.#language;
    try {
      const found = await load();
      if (language === this.#language) this.#sentences = { ...found, ...this.#sentences };
    } catch (error) {
      console.warn(`<${this.#host.localName}>: ${(error as Error).message}`);
      this.#missing = AttnError.from(error);
    }
    // A reason in English is more than none.
    if (language === this.#language) this.#reasons = 'there';
    this.#host.requestUpdate();
  }

  /** A value with four significant digits, small ones as powers of ten. */
  number(value: number): string {
    return numberText(value, this.#language);
  }

  /** A share in per cent, with three significant digits. */
  percent(share: number): string {
    return percentText(share, this.#language);
  }

  readonly #update = () => {
    const translations = this.#translations;
    const around = { lang: nearest(this.#host, 'lang'), dir: nearest(this.#host, 'dir') };
    if (around.lang !== this.#around.lang || around.dir !== this.#around.dir) this.#host.requestUpdate();
    this.#around = around;
    const language = languageFor(around.lang ?? '', [...Object.keys(translations), ...addedLanguages()]);
    const added = addedTranslation(language);
    if (language === this.#wanted && added === this.#added) return;
    const isAddition = language === this.#language;
    this.#wanted = language;
    this.#added = added;
    this.#ready = this.#inTime(this.#speak(language, isAddition));
  };

  /** Waits for a language, but holds nothing back for one that does not come. */
  async #inTime(speaking: Promise<void>): Promise<void> {
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, LANGUAGE_PATIENCE)));
    await Promise.race([speaking.then(() => clearTimeout(timer)), late]);
    if (!this.#isOnItsWay) return;
    this.#isOnItsWay = false;
    this.#host.requestUpdate();
  }

  /** Asks again for sentences of failures that could not be had: something has changed since. */
  retry(): void {
    if (this.#missing) this.#reasons = 'none';
    this.#missing = null;
  }

  /** Asks again for a language that could not be had. */
  again(): void {
    this.retry();
    if (this.#host.isConnected) this.#update();
  }

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
      this.#reasons = 'none';
      this.#sentences = { ...this.#translations.en, ...own, ...added?.common, ...added?.[this.#host.localName] };
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
