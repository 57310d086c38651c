import { headColor } from '@attn-elements/core/element';
import type { TextComposition } from './model.js';
import type { Shading } from './shading.js';

/** One of several heads that shade the words together. */
export interface TextLayer {
  readonly name: string;
  readonly head: number;
  readonly composition: TextComposition;
  readonly shading: Shading;
}

/** Colour of a head: a deep one, which words in the colour of the page stand upon, be that light or dark. */
export const layerColor = (head: number): string => headColor(head, false);
