import { AttnError } from '../errors.js';

/** A `bad-option` error: "{name} is {value}: {what}." */
export function badOption(name: string, value: unknown, what: string): AttnError {
  return new AttnError('bad-option', { name, value: String(value), what });
}

/** Throws `bad-option` unless the value is a whole number, from `least` up where that is given. */
export function requireWhole(name: string, value: number, least = -Infinity): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw badOption(name, value, `a whole number${least > -Infinity ? ` from ${least} up` : ''} is needed`);
}

/** Throws `bad-option` unless the value is a finite number above `above`. */
export function requireAbove(name: string, value: number, above: number): void {
  if (!(value > above && value < Infinity)) throw badOption(name, value, `a number above ${above} is needed`);
}
