import { AttnError, reason, type Reason } from '../errors.js';

/** A `bad-option` error: "{name} is {value}: {what}." */
export function badOption(name: string, value: unknown, what: Reason): AttnError {
  return new AttnError('bad-option', { name, value: String(value), ...what });
}

/** Throws `bad-option` unless the value is a whole number, from `least` up where that is given. */
export function requireWhole(name: string, value: number, least = -Infinity): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw badOption(
    name,
    value,
    least > -Infinity ? reason`a whole number from ${least} up is needed` : reason`a whole number is needed`,
  );
}

/** Throws `bad-option` unless the value is a finite number above `above`. */
export function requireAbove(name: string, value: number, above: number): void {
  if (!(value > above && value < Infinity)) throw badOption(name, value, reason`a number above ${above} is needed`);
}
