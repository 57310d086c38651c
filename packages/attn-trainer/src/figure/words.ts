import type { Say as SayOf } from '@attn-elements/core/element';
import type { TrainerWords } from '../strings.js';

/** Says something in the language around the element. */
export type TrainerSay = SayOf<TrainerWords>;

/** A number with as many digits as a reader has a use for. */
export type FormatNumber = (value: number) => string;
