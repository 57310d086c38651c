import { badOption } from '../properties/property-check.js';

/** A position as Python takes it: −1 is the last; one that is out of range as it stands. */
export const fromEnd = (at: number, count: number): number => (at < 0 && at >= -count ? at + count : at);

/**
 * A position that a program names, counted from the start.
 * @throws {AttnError} `bad-option` where there is none
 */
export function indexIn(name: string, at: number, count: number): number {
  const index = fromEnd(at, count);
  if (Number.isInteger(index) && index >= 0 && index < count) return index;
  throw badOption(name, at, 'needsPosition', { count, last: count - 1 });
}
