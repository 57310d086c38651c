import type { Say as SayOf } from '@attn-elements/core/element';
import type { Words } from '../strings.js';

/** Says something in the language around the element. */
export type Say = SayOf<Words>;

/** A number with as many digits as a reader has a use for. */
export type FormatNumber = (value: number) => string;

export const percent = (share: number): string => `${Math.round(1000 * share) / 10}\u00a0%`;
