import type { PropertyDeclaration } from 'lit';
import type { ErrorDetails } from '../../errors.js';
import type { ListName } from '../../registry.js';

/** Reads what a property was given, text of an attribute among it; undefined where it is not what it may be. */
export type Check<T> = (value: unknown) => T | undefined;

/**
 * A property, said once: what Lit is told of it, what it may be, and what it is unless it is given. Its sentence in the manual is the
 * comment above its entry in the element's table; where `initial` leaves the default to what is shown, `@default` says it there.
 */
export interface Property<T> extends PropertyDeclaration {
  readonly check: Check<T>;
  /** Value while it is absent. */
  readonly initial: T;
  /** Name of the sentence that says what it may be, and that sentence's details. */
  readonly needs: string;
  readonly details?: ErrorDetails;
  /** Values that it takes, where those are a list of words. */
  readonly choices?: readonly string[];
  /** The list that names it, which pages may add to. */
  readonly list?: ListName;
  /** Whether readers can change it: `attn-change` tells it. */
  readonly isChangeable?: boolean;
}

/** Properties of an element by name. An attribute has the name in kebab case, unless its entry says otherwise. */
export type PropertyTable = Readonly<Record<string, Property<unknown>>>;

/** The members that a table of properties gives a class: `interface Element extends PropertiesOf<typeof table> {}`. */
export type PropertiesOf<Table> = {
  -readonly [Name in keyof Table]: Table[Name] extends Property<infer T> ? T : never;
};

/** Property that may also be `null`, and is by default. */
export const optional = <T>(property: Property<T>): Property<T | null> => ({ ...property, initial: null });

/** Property that readers can change, too. */
export const changeable = <T>(property: Property<T>): Property<T> => ({ ...property, isChangeable: true });

/** Text as it stands. */
export const text: Property<string | null> = {
  check: (value) => (typeof value === 'object' ? undefined : String(value)),
  initial: null,
  needs: 'needsText',
};

/** Data of any kind: what they are shows when they are read. */
export const anything = <T>(): Property<T | null> => ({
  check: (value) => value as T,
  initial: null,
  needs: 'needsText',
});

/** On where its attribute stands alone, off without it. */
export const flag: Property<boolean> = {
  // HTML knows no `controls="false"`: whoever writes it means that, and is told.
  converter: (value) => value !== null && (/^(?:false|no|off|0)$/i.test(value) ? value : true),
  check: (value) => (typeof value === 'boolean' ? value : undefined),
  initial: false,
  needs: 'needsNothing',
};

/** One of a list of words, in any case; the first by default. */
export const oneOf = <const Words extends readonly string[]>(
  words: Words,
  initial: Words[number] = words[0],
): Property<Words[number]> => ({
  check: (value) => words.find((word) => word === String(value).trim().toLowerCase()),
  initial,
  choices: words,
  needs: 'needsWord',
  details: { choices: words },
});

const numberOf: Check<number> = (value) =>
  (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) && Number.isFinite(Number(value))
    ? Number(value)
    : undefined;

/** A finite number. */
export const number = <T extends number | null>(initial: T): Property<number | T> => ({
  check: numberOf,
  initial,
  needs: 'needsNumber',
});

/** A number above `above`, at most `most`. */
export const numberAbove = <T extends number | null>(
  above: number,
  initial: T,
  most: number = Infinity,
): Property<number | T> => ({
  check(value) {
    const given = numberOf(value);
    return given !== undefined && given > above && given <= most ? given : undefined;
  },
  initial,
  needs: most === Infinity ? 'needsAbove' : 'needsAboveAtMost',
  details: { above, most },
});

/** A number from `least` to `most`. */
export const numberBetween = (least: number, most: number, initial: number): Property<number> => ({
  check(value) {
    const given = numberOf(value);
    return given !== undefined && given >= least && given <= most ? given : undefined;
  },
  initial,
  needs: 'needsBetween',
  details: { least, most },
});

/** A whole number from `least` up. */
export const count = <T extends number | null>(initial: T, least = 1): Property<number | T> => ({
  check(value) {
    const given = numberOf(value);
    return Number.isSafeInteger(given) && given! >= least ? given : undefined;
  },
  initial,
  needs: least === Number.MIN_SAFE_INTEGER ? 'needsInteger' : 'needsCount',
  details: { least },
});

/** Index from 0; from the end, as in Python, where it is negative: −1 is the last. */
export const index: Property<number | null> = {
  check(value) {
    const given = numberOf(value);
    return Number.isSafeInteger(given) ? given : undefined;
  },
  initial: null,
  needs: 'needsIndex',
};

/** Two numbers, the lower first: a list, or text as in `"0 1"` and `"0, 1"`. */
export const numberPair: Property<readonly [number, number] | null> = {
  check(value) {
    const list = Array.isArray(value)
      ? value
      : String(value)
          .trim()
          .split(/[\s,]+/);
    const [low, high] = list.map(Number);
    return list.length === 2 && low < high && Number.isFinite(high - low) ? [low, high] : undefined;
  },
  initial: null,
  needs: 'needsPair',
};

/** Words: a list, text of a JSON list, or words between `separator`. */
export const wordList = (separator: RegExp): Property<readonly string[] | null> => ({
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
  initial: null,
  needs: 'needsWords',
});
