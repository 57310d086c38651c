import { rareSentences } from './rare-sentences.js';

/** Defined where the files for pages are built, in which rare sentences are a part of their own. */
declare const ATTN_CDN: true | undefined;

/**
 * Every way a source can fail, with the sentence a person gets. `{name}` is filled from the error's details.
 * The same codes index the translations of `element/locales`. Those that few pages meet stand in `rare-sentences.ts`.
 */
export const englishSentences = {
  'not-found': 'Nothing was found at {url} (HTTP status {status}). Check the address in src.',
  'no-file': 'There is no {name} in {url}.',
  'http-status': '{url} could not be read: {what} (HTTP status {status}).',
  network: '{url} could not be read: {what}.',
  offline: '{url} could not be read: this device is offline.',
  empty: '{url} is empty.',
  'too-large': '{what} needs {bytes} bytes; {limit} is the most that is read.',
  damaged: '{url} is damaged: {what}.',
  unsupported: '{url} holds {what}, which is not supported.',
  'wrong-shape': '{name} has shape [{shape}]: {what}.',
  'bad-option': '{name} is {value}: {what}.',
  'no-head':
    'There is no layer {layer}, head {head}: {url} has {layers} {layers|one:layer|other:layers} of up to {heads} {heads|one:head|other:heads}.',
  'not-loaded': 'A part of this element could not be loaded ({what}). Its files belong into one folder.',
  'no-figure': 'There is no figure to save yet.',
  unexpected: 'Something went wrong: {what}.',
  ...(typeof ATTN_CDN === 'undefined' ? rareSentences : ({} as typeof rareSentences)),
} as const;

/** Sentences that came later, by name. */
let learnt: Readonly<Record<string, string>> = {};

/** Takes sentences that were not there from the start: messages of errors have them from then on. */
export function learnSentences(sentences: Readonly<Record<string, string>>): void {
  learnt = sentences;
}

/** English sentence of a name, an error's code among them; undefined where it is not there, or not yet. */
export const sentenceOf = (name: string): string | undefined =>
  (englishSentences as Readonly<Record<string, string>>)[name] ?? learnt[name];

/** Whether the English of a failure, and of what a value must be, is there. */
export const isSayable = (code: string, { fault, what }: ErrorDetails): boolean =>
  sentenceOf(code) !== undefined &&
  (what !== undefined || fault === undefined || sentenceOf(String(fault)) !== undefined);

/** A failure in English; its code and its details while its sentence is not there. */
export function englishMessage(code: string, details: ErrorDetails): string {
  const sentence = sentenceOf(code);
  if (!isSayable(code, details) || !sentence) return `${code} ${JSON.stringify(details)}`;
  const { fault, what } = details;
  const need = what === undefined && fault !== undefined ? sentenceOf(String(fault)) : undefined;
  return fillSentence(sentence, need === undefined ? details : { ...details, what: fillSentence(need, details) });
}

export type ErrorCode = keyof typeof englishSentences;
/** Values of a sentence; a list is written as its language writes lists. */
export type ErrorDetails = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * Replaces each `{name}` of a sentence by the detail of that name, and each `{name|one:head|other:heads}` by the form that goes with
 * its number: the categories are those of `Intl.PluralRules`, and `other` stands in for those that are not there.
 * @param language as a BCP 47 tag
 */
export function fillSentence(sentence: string, details: ErrorDetails, language = 'en'): string {
  return sentence.replace(/\{(\w+)((?:\|\w+:[^{}|]*)*)\}/g, (whole, name: string, forms: string) => {
    if (!Object.hasOwn(details, name)) return whole;
    const value = details[name];
    if (forms) return formOf(forms, Number(value), language);
    if (typeof value === 'object') return value.join(language.startsWith('zh') ? '、' : ', ');
    // Below a thousand there are no groups of digits.
    return Number.isInteger(value) && Number(value) > 999 ? digits(language).format(Number(value)) : String(value);
  });
}

function formOf(forms: string, count: number, language: string): string {
  const category = plurals(language).select(count);
  const form = new RegExp(`\\|${category}:([^|]*)`).exec(forms) ?? /\|other:([^|]*)/.exec(forms);
  return form?.[1] ?? '';
}

/** Reason of a failure: its English, and the name and the values by which an element says it in its reader's language. */
export interface Reason {
  readonly what: string;
  /** Sentence with `{0}`, `{1}` … in the places of its values, under which other languages have theirs. */
  readonly fault: string;
  readonly [value: number]: string | number | readonly string[];
}

/** Reason of a failure, written where that is thrown: reason`its width must be that of the query, ${width}`. */
export function reason(texts: TemplateStringsArray, ...values: readonly unknown[]): Reason {
  const fault = texts.reduce((text, next, i) => `${text}{${i - 1}}${next}`);
  const details: Record<string, string | number | readonly string[]> = {};
  values.forEach((value, i) => {
    details[i] = Array.isArray(value) ? value.map(String) : typeof value === 'number' ? value : String(value);
  });
  return { ...details, what: fillSentence(fault, details), fault };
}

/** Something of each language, made when it is first needed: making a format takes its time. */
export function byLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const found = made.get(language) ?? make(language);
    made.set(language, found);
    return found;
  };
}

const plurals = byLanguage((language) => new Intl.PluralRules(language));
const digits = byLanguage((language) => new Intl.NumberFormat(language));

/** Name of the attribute that sets a property: `dModel` → `d-model`. Authors know no other. */
export const attributeName = (property: string): string =>
  property.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A failure with a code that programs can test and a message that a person can act on. */
export class AttnError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(englishMessage(code, details), options);
    // Its sentence may come after it.
    if (typeof ATTN_CDN !== 'undefined')
      Object.defineProperty(this, 'message', { get: () => englishMessage(code, details) });
    this.name = 'AttnError';
    this.code = code;
    this.details = details;
  }

  /** The error itself if it is one of ours, else a wrapping `unexpected` one. */
  static from(error: unknown): AttnError {
    if (error instanceof AttnError) return error;
    // Another copy of this file, of another version or of an element's CDN file: `instanceof` shall hold.
    const { name, code, details } = Object(error);
    if (name === 'AttnError' && (typeof ATTN_CDN !== 'undefined' || Object.hasOwn(englishSentences, code))) {
      return new AttnError(code, details, { cause: error });
    }
    const what = error instanceof Error ? error.message : String(error);
    return new AttnError('unexpected', { what }, { cause: error });
  }
}
