import type { Property } from '../properties/property.js';

const numbersOf = (value: unknown) =>
  (Array.isArray(value)
    ? value
    : String(value)
        .trim()
        .split(/[\s,×x]+/)
  ).map(Number);

/** Rows and columns: two whole numbers above 0. */
export const gridProperty: Property<readonly [number, number] | null> = {
  check(value) {
    const [rows, columns, ...more] = numbersOf(value);
    return more.length === 0 && [rows, columns].every((size) => Number.isSafeInteger(size) && size > 0)
      ? [rows, columns]
      : undefined;
  },
  initial: null,
  needs: 'needsGrid',
};

/** A position from 0, and a number of tokens above 0. */
export const spanProperty: Property<readonly [number, number] | null> = {
  check(value) {
    const [start, length, ...more] = numbersOf(value);
    const isSpan = Number.isSafeInteger(start) && start >= 0 && Number.isSafeInteger(length) && length > 0;
    return more.length === 0 && isSpan ? [start, length] : undefined;
  },
  initial: null,
  needs: 'needsSpan',
};
