import type { LitElement } from 'lit';
import { AttnError, type ErrorDetails, fillSentence, sentenceOf } from '../../errors.js';
import { onceSayable } from '../english.js';
import { fireError } from '../fire-error.js';
import type { Sentences } from '../locale.js';
import { en } from '../locales/en.js';
import type { Property } from './property.js';

const isAbsent = (value: unknown) => value === null || value === undefined || value === '';

const sameList = (one: unknown[], other: unknown) =>
  Array.isArray(other) && one.length === other.length && JSON.stringify(one) === JSON.stringify(other);

/** The value in a sentence: no longer than one that a person reads. */
function shorten(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The name that a page writes a property under. */
export function attributeOf(name: string, { attribute }: Property<unknown>): string {
  return typeof attribute === 'string' ? attribute : name;
}

/**
 * `bad-option` for a property of an element.
 * @param sentences English ones, of all elements unless given, in which `needs` says what it may be
 */
export function badOption(
  attribute: string,
  value: unknown,
  needs: string,
  details: ErrorDetails,
  sentences: Sentences = en,
): AttnError {
  const sentence = sentences[needs] ?? sentenceOf(needs);
  const what = sentence && { what: fillSentence(sentence, details) };
  return new AttnError('bad-option', { ...details, name: attribute, value: shorten(value), ...what, fault: needs });
}

/** Tells the author and the page of what an element was given that it cannot be. */
export function tellRefusal(host: HTMLElement, error: AttnError): void {
  onceSayable(error, () => console.warn(`<${host.localName}>: ${error.message}`));
  fireError(host, error);
}

/**
 * Holds the properties of an element to what its table says: whatever a page or a framework gave them, they have the form of the
 * table once `apply` has run, and what cannot be is `error`, and told to the page and its author.
 */
export class PropertyCheck {
  readonly #host: LitElement;
  readonly #sentences: Sentences;
  readonly #faults = new Map<PropertyKey, AttnError>();

  /** @param sentences of the host, in English */
  constructor(host: LitElement, sentences: Sentences) {
    this.#host = host;
    this.#sentences = sentences;
  }

  /** Error of the first property that is not as its table says; null while all are. */
  get error(): AttnError | null {
    const [error = null] = this.#faults.values();
    return error;
  }

  /** Forgets what a property was given before: it is given anew. Returns whether that was something it cannot be. */
  forget(name: PropertyKey): boolean {
    return this.#faults.delete(name);
  }

  /**
   * Brings the properties that changed into their form, from the host's `willUpdate`; what cannot be is as if it were absent. A list that
   * says what the one before said, as frameworks give one with each rendering, is no change.
   */
  apply(changed: Map<PropertyKey, unknown>): void {
    const { elementProperties } = this.#host.constructor as typeof LitElement;
    const properties = this.#host as unknown as Record<PropertyKey, unknown>;
    for (const [name, before] of changed) {
      const property = elementProperties.get(name) as Property<unknown> | undefined;
      const given = properties[name];
      if (!property?.check || given === property.initial) continue;
      const value = isAbsent(given) ? property.initial : property.check(given);
      const isSame = Array.isArray(value) && value !== given && sameList(value, before);
      properties[name] = isSame ? before : (value ?? property.initial);
      if (isSame) changed.delete(name);
      if (value === undefined) this.#tell(String(name), property, given);
    }
  }

  #tell(name: string, property: Property<unknown>, given: unknown): void {
    const { needs, details = {} } = property;
    const error = badOption(attributeOf(name, property), given, needs, details, this.#sentences);
    this.#faults.set(name, error);
    tellRefusal(this.#host, error);
  }
}
