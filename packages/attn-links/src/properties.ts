import {
  changeable,
  count,
  flag,
  indexList,
  number,
  numberAbove,
  oneOf,
  type PropertiesOf,
  type PropertyTable,
  scaleProperties,
  text,
} from '@attn-elements/core/element';

/** Properties of the links alone. */
const ownProperties = {
  /** Heads that are switched on, from 0: `"0 3 5"`. @default all */
  showHeads: changeable(indexList),
  /** Share of a query's weight that its lines reach together, over 0 and at most 1: the fewest keys that do are drawn. */
  topP: changeable(numberAbove(0, 0.7, 1)),
  /** How many of a query's strongest keys have a line, in place of `top-p`. @default as many as `top-p` says */
  topK: changeable(count(null)),
  /** Value below which there is no line. @default no such value */
  min: number(null),
  /** `vertical`: queries at the left, keys at the right; `horizontal`: queries above, keys below. */
  direction: oneOf(['vertical', 'horizontal']),
  /** Title of the queries. @default the language's own */
  queryTitle: text,
  /** Title of the keys. @default the language's own */
  keyTitle: text,
  /** Whether readers choose how many lines are drawn. */
  controls: flag,
} satisfies PropertyTable;

/** Properties of the links beside those of all elements of attention. */
export const linksProperties = { ...scaleProperties, ...ownProperties };

export interface LinksProperties extends PropertiesOf<typeof scaleProperties>, PropertiesOf<typeof ownProperties> {}
