import { MASKED_BELOW } from '../../math/index.js';
import type { Say } from '../locale.js';

/** A value as it is read: a number, or that it is none, or masked. */
export function valueText(value: number, say: Say, number: (value: number) => string): string {
  if (Number.isNaN(value)) return say('nan');
  return value <= MASKED_BELOW ? say('masked') : number(value);
}
