import type { ComplexAttributeConverter } from 'lit';

/** Reads an attribute as one of a list of words, in any case; anything else warns and gives the first. */
export function oneOf<const T extends readonly string[]>(words: T): ComplexAttributeConverter<T[number]> {
  return {
    fromAttribute(value) {
      if (value === null) return words[0];
      const found = words.find((word) => word === value.trim().toLowerCase());
      if (found === undefined)
        console.warn(`attn-elements: "${value}" is none of ${words.join(', ')}; ${words[0]} is used.`);
      return found ?? words[0];
    },
  };
}

/** Reads an attribute as a number; anything else warns and gives null. */
export const optionalNumber: ComplexAttributeConverter<number | null> = {
  fromAttribute(value) {
    if (value === null || value.trim() === '') return null;
    const number = Number(value);
    if (Number.isFinite(number)) return number;
    console.warn(`attn-elements: "${value}" is not a number.`);
    return null;
  },
};

/** Reads two numbers, `"0 1"` or `"0, 1"`, lowest first; anything else warns and gives null. */
export const numberPair: ComplexAttributeConverter<readonly [number, number] | null> = {
  fromAttribute(value) {
    if (value === null || value.trim() === '') return null;
    const [low, high, ...rest] = value
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (rest.length === 0 && low < high) return [low, high];
    console.warn(`attn-elements: "${value}" is not two numbers, the lower first.`);
    return null;
  },
};

/** Reads a list of words: a JSON list of strings, or words between `separator`. */
export function wordList(separator: RegExp): ComplexAttributeConverter<readonly string[] | null> {
  return {
    fromAttribute(value) {
      if (value === null || value.trim() === '') return null;
      if (value.trim().startsWith('[')) {
        try {
          const list: unknown = JSON.parse(value);
          if (Array.isArray(list)) return list.map(String);
        } catch {
          // A list of words may begin with a bracket too: "[CLS] the cat [SEP]".
        }
      }
      return value.trim().split(separator);
    },
  };
}
