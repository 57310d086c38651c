import type { FigureTools } from '@attn-elements/core/element/base';
import type { Sentence } from '../strings.js';

/** The words of a view, in the reader's language. */
export type Words = FigureTools<Sentence>;
