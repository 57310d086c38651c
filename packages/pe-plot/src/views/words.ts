import type { FigureTools } from '@attn-elements/core/element/base';
import type { PlotSentence } from '../strings.js';

/** The words of a view, in the reader's language. */
export type PlotWords = FigureTools<PlotSentence>;
