import type { LitElement, PropertyValues } from 'lit';
import type { ListName } from '../registry.js';

/** Reads what a property was given, text of an attribute among it; undefined where it is not what it may be. */
export type Check<T> = (value: unknown) => T | undefined;

/** A property's check, and the value in place of one that fails it or is absent. */
export interface Rule<T> {
  readonly check: Check<T>;
  readonly fallback: T;
  /** The list that names it, which pages may add to. */
  readonly list?: ListName;
}

const isAbsent = (value: unknown) => value === null || value === undefined || value === '';

/** One of a list of words, in any case; the first by default. */
export const oneOf = <const T extends readonly string[]>(words: T): Rule<T[number]> => ({
  check: (value) => words.find((word) => word === String(value).trim().toLowerCase()),
  fallback: words[0],
});

/** A finite number, or none. */
export const optionalNumber: Rule<number | null> = {
  check: (value) => (String(value).trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined),
  fallback: null,
};

/** Two numbers, the lower first: a list, or text as in `"0 1"` and `"0, 1"`; or none. */
export const numberPair: Rule<readonly [number, number] | null> = {
  check(value) {
    const list = Array.isArray(value)
      ? value
      : String(value)
          .trim()
          .split(/[\s,]+/);
    const [low, high] = list.map(Number);
    return list.length === 2 && low < high && Number.isFinite(high - low) ? [low, high] : undefined;
  },
  fallback: null,
};

/** Words: a list, text of a JSON list, or words between `separator`; or none. */
export const wordList = (separator: RegExp): Rule<readonly string[] | null> => ({
  check(value) {
    if (Array.isArray(value)) return value.map(String);
    if (typeof value !== 'string') return undefined;
    try {
      const list: unknown = JSON.parse(value);
      if (Array.isArray(list)) return list.map(String);
    } catch {
      // Most lists of words are no JSON, also those that begin with a bracket: "[CLS] the cat [SEP]".
    }
    return value.trim().split(separator);
  },
  fallback: null,
});

/**
 * Brings the changed properties of an element into their form, from its `willUpdate`: whatever a page or a framework
 * gave them, a bad value warns and falls back, and nothing later has to look again.
 */
export function applyRules(
  host: LitElement,
  changed: PropertyValues,
  rules: Readonly<Record<string, Rule<unknown>>>,
): void {
  const properties = host as unknown as Record<string, unknown>;
  for (const name of changed.keys()) {
    const rule = rules[name as string];
    const given = properties[name as string];
    if (!rule || given === rule.fallback) continue;
    const value = isAbsent(given) ? rule.fallback : rule.check(given);
    if (value === undefined) {
      console.warn(
        `<${host.localName}>: ${name as string} cannot be ${String(given)}; ${rule.fallback ?? 'nothing'} is used.`,
      );
    }
    properties[name as string] = value ?? rule.fallback;
  }
}
