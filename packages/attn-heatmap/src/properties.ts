import { reductions } from '@attn-elements/core/color';
import {
  changeable,
  colormapProperty,
  computedProperties,
  flag,
  oneOf,
  type PropertiesOf,
  type PropertyTable,
  scaleProperties,
  text,
  wordList,
  zoomProperty,
} from '@attn-elements/core/element';
import { headMetrics, sortings } from './sorting.js';

const phrases = wordList(/\s*[,，、]\s*/);

/** Properties of the heatmap alone. */
const ownProperties = {
  /** Name of a colour map; `_r` behind it reverses. */
  colormap: colormapProperty('viridis'),
  /** Value of a pixel with several cells under it: their `max` or `mean`. */
  reduce: oneOf(reductions),
  /** Order of heads: by `entropy` (sharpest first), or the share of their weight on the `first-token`, the `previous-token`, the `same-token` elsewhere, or by `induction` on what followed it. */
  sort: oneOf(sortings),
  /** Attention as a `matrix`, or also in `steps` under it: Q·Kᵀ, scale, mask, softmax, ·V of one query, of a head that is computed from `queries` and `keys`. `heads` shows heads as points, `across` and `up`; one opens its matrix. */
  view: oneOf(['matrix', 'steps', 'heads']),
  /** Number of each head to the right, with `view="heads"`: its `layer`, the mean `entropy` of its rows, the mean `distance` to the keys, or the share of its weight on the `first-token`, the `previous-token`, the `same-token` elsewhere, or by `induction` on what followed it. */
  across: changeable(oneOf(headMetrics)),
  /** Number of each head upwards, with `view="heads"`; as `across`. */
  up: changeable(oneOf(headMetrics, 'entropy')),
  /** Shows under the weights what they make of the file's `values`: the output Σ weight · value of each query. */
  output: flag,
  /** Part of one head that is shown large: ranges of queries and of keys, as Python slices them, as in `40:80 0:80`. @default all of it */
  zoom: zoomProperty,
  /** Writes into each cell its number, as the source has it, where there is room. */
  annotate: flag,
  /** Title of the query axis. @default the language's own */
  queryTitle: text,
  /** Title of the key axis. @default the language's own */
  keyTitle: text,
  /** Side of the key tokens of a single head: `bottom` or `top`. */
  keyAxis: oneOf(['bottom', 'top']),
  /** Names of the layers, between commas. @default their numbers */
  layerNames: phrases,
  /** Names of the heads, between commas. @default their numbers */
  headNames: phrases,
} satisfies PropertyTable;

/** Properties of the heatmap beside those of all elements of attention. */
export const heatmapProperties = { ...scaleProperties, ...ownProperties, ...computedProperties };

export interface HeatmapProperties
  extends PropertiesOf<typeof scaleProperties>,
    PropertiesOf<typeof ownProperties>,
    PropertiesOf<typeof computedProperties> {}
