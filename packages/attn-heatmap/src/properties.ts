import { colormap, reductions, scaleKinds } from '@attn-elements/core/color';
import {
  liveProperties,
  liveRules,
  numberPair,
  oneOf,
  optionalNumber,
  type Rule,
  wordList,
} from '@attn-elements/core/element';
import { type HeadRollup, headRollups, normalizations } from '@attn-elements/core/math';
import type { PropertyDeclarations } from 'lit';

/** Attributes and the properties that they set; text becomes what it stands for by the rules below. */
export const heatmapProperties = {
  src: {},
  data: {},
  array: {},
  axes: {},
  batch: {},
  tokens: {},
  queryTokens: { attribute: 'query-tokens' },
  keyTokens: { attribute: 'key-tokens' },
  layer: {},
  head: {},
  colormap: {},
  scale: {},
  exponent: {},
  domain: {},
  normalization: {},
  hideFirstToken: { attribute: 'hide-first-token', type: Boolean },
  reduce: {},
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

const words = wordList(/\s+/);
const phrases = wordList(/\s*[,，、]\s*/);

const index: Rule<number | null> = {
  check: (value) => (/^\d+$/.test(String(value).trim()) ? Number(value) : undefined),
  fallback: null,
};

const head: Rule<number | HeadRollup | null> = {
  check: (value) => oneOf(headRollups).check(value) ?? index.check(value),
  fallback: null,
};

/** What each property may be. */
export const heatmapRules = {
  batch: index,
  tokens: words,
  queryTokens: words,
  keyTokens: words,
  layer: index,
  head,
  colormap: { check: (value) => colormap(String(value).trim())?.name, fallback: 'viridis' },
  scale: oneOf(scaleKinds),
  exponent: { check: (value) => (Number(value) > 0 ? optionalNumber.check(value) : undefined), fallback: 0.5 },
  domain: numberPair,
  normalization: oneOf(normalizations),
  reduce: oneOf(reductions),
  keyAxis: oneOf(['bottom', 'top']),
  layerNames: phrases,
  headNames: phrases,
  width: optionalNumber,
  height: optionalNumber,
  ...liveRules,
} satisfies Record<string, Rule<unknown>>;
