import { numberPair, oneOf, optionalNumber, wordList } from '@attn-elements/core/element';
import { colormapNames, reductions, scaleKinds } from '@attn-elements/core/color';
import { headRollups, normalizations } from '@attn-elements/core/math';
import type { ComplexAttributeConverter, PropertyDeclarations } from 'lit';

const head: ComplexAttributeConverter<number | (typeof headRollups)[number] | null> = {
  fromAttribute(value) {
    if (value === null || value.trim() === '') return null;
    const word = value.trim().toLowerCase();
    const rollup = headRollups.find((name) => name === word);
    if (rollup) return rollup;
    if (/^\d+$/.test(word)) return Number(word);
    console.warn(`attn-heatmap: head="${value}" is neither a number nor ${headRollups.join(', ')}.`);
    return null;
  },
};

const map: ComplexAttributeConverter<string> = {
  fromAttribute(value) {
    const name = (value ?? 'viridis').trim().toLowerCase();
    if ((colormapNames as string[]).includes(name.replace(/_r$/, ''))) return name;
    console.warn(`attn-heatmap: colormap="${value}" is none of ${colormapNames.join(', ')}; viridis is used.`);
    return 'viridis';
  },
};

const exponent: ComplexAttributeConverter<number> = {
  fromAttribute(value) {
    const number = Number(value ?? 0.5);
    if (number > 0 && Number.isFinite(number)) return number;
    console.warn(`attn-heatmap: exponent="${value}" is not a number above 0; 0.5 is used.`);
    return 0.5;
  },
};

const words = wordList(/\s+/);
const phrases = wordList(/\s*[,，、]\s*/);

/** How attributes become properties. */
export const heatmapProperties = {
  src: { type: String },
  data: {},
  array: { type: String },
  axes: { type: String },
  batch: { converter: optionalNumber },
  tokens: { converter: words },
  queryTokens: { attribute: 'query-tokens', converter: words },
  keyTokens: { attribute: 'key-tokens', converter: words },
  layer: { converter: optionalNumber },
  head: { converter: head },
  colormap: { converter: map },
  scale: { converter: oneOf(scaleKinds) },
  exponent: { converter: exponent },
  domain: { converter: numberPair },
  normalization: { converter: oneOf(normalizations) },
  hideFirstToken: { attribute: 'hide-first-token', type: Boolean },
  reduce: { converter: oneOf(reductions) },
  heading: { type: String },
  queryTitle: { attribute: 'query-title', type: String },
  keyTitle: { attribute: 'key-title', type: String },
  keyAxis: { attribute: 'key-axis', converter: oneOf(['bottom', 'top']) },
  layerNames: { attribute: 'layer-names', converter: phrases },
  headNames: { attribute: 'head-names', converter: phrases },
  width: { converter: optionalNumber },
  height: { converter: optionalNumber },
} satisfies PropertyDeclarations;
