import {
  changeable,
  index,
  indexList,
  oneOf,
  type PropertiesOf,
  type PropertyTable,
  scaleProperties,
  text,
} from '@attn-elements/core/element';
import { levels } from './model.js';
import { pieceRules } from './pieces.js';

/** Properties of the text alone. */
const ownProperties = {
  /** Rule for the weights of a word's pieces: their `sum`, `mean` or `max`; with `none` pieces stay apart. Of a query word it is the mean over its pieces. */
  pieces: oneOf(pieceRules),
  /** Side of a chosen word of a text that attends to itself: the `query`, whose weights are shown, or the `key`, and who attends to it is shown. */
  side: oneOf(['query', 'key']),
  /** Position of the query token that is chosen at first, from the end where it is below 0. @default none */
  query: index,
  /** Position of the key token that is chosen at first, from the end where it is below 0. @default none */
  key: index,
  /** Heads that shade the words together, each in its colour, from 0: `"2 5"`. @default one head */
  showHeads: indexList,
  /** Weights that shade the words of a document: `both`, the product of word and sentence weight, or `word`, or `sentence`. */
  level: changeable(oneOf(levels)),
  /** Title of the query text. @default the language's own */
  queryTitle: text,
  /** Title of the key text. @default the language's own */
  keyTitle: text,
} satisfies PropertyTable;

/** Properties of the text beside those of all elements of attention. */
export const textProperties = { ...scaleProperties, ...ownProperties };

export interface TextProperties extends PropertiesOf<typeof scaleProperties>, PropertiesOf<typeof ownProperties> {}
