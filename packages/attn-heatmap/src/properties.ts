import { reductions, scaleKinds } from '@attn-elements/core/color';
import {
  colormapRule,
  liveProperties,
  liveRules,
  numberPair,
  oneOf,
  optionalNumber,
  type Rule,
  sourceProperties,
  sourceRules,
  wordList,
} from '@attn-elements/core/element';
import { normalizations } from '@attn-elements/core/math';
import type { PropertyDeclarations } from 'lit';
import { sortings } from './sorting.js';

/** Attributes and the properties that they set; text becomes what it stands for by the rules below. */
export const heatmapProperties = {
  ...sourceProperties,
  group: {},
  colormap: {},
  scale: {},
  exponent: {},
  domain: {},
  normalization: {},
  hideFirstToken: { attribute: 'hide-first-token', type: Boolean },
  reduce: {},
  sort: {},
  heading: {},
  queryTitle: { attribute: 'query-title' },
  keyTitle: { attribute: 'key-title' },
  keyAxis: { attribute: 'key-axis' },
  layerNames: { attribute: 'layer-names' },
  headNames: { attribute: 'head-names' },
  width: {},
  height: {},
  ...liveProperties,
} satisfies PropertyDeclarations;

const phrases = wordList(/\s*[,，、]\s*/);

/** What each property may be. */
export const heatmapRules = {
  ...sourceRules,
  colormap: colormapRule('viridis'),
  scale: oneOf(scaleKinds),
  exponent: { check: (value) => (Number(value) > 0 ? optionalNumber.check(value) : undefined), fallback: 0.5 },
  domain: numberPair,
  normalization: oneOf(normalizations),
  reduce: oneOf(reductions),
  sort: oneOf(sortings),
  keyAxis: oneOf(['bottom', 'top']),
  layerNames: phrases,
  headNames: phrases,
  width: optionalNumber,
  height: optionalNumber,
  ...liveRules,
} satisfies Record<string, Rule<unknown>>;
