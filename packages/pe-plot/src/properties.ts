import { colormapRule, oneOf, optionalNumber, type Rule } from '@attn-elements/core/element';
import { rotaryLayouts, rotaryScalingKinds, similarityKinds } from '@attn-elements/core/math';
import type { PropertyDeclarations } from 'lit';
import { type Compared, parseCompared } from './model.js';
import { type BiasSides, biasSides, defaults, kinds, type ViewName, viewNames } from './settings.js';

/** Attributes and the properties that they set; text becomes what it stands for by the rules below. */
export const plotProperties = {
  kind: {},
  view: {},
  compare: {},
  src: {},
  data: {},
  array: {},
  length: {},
  width: {},
  rows: {},
  columns: {},
  base: {},
  scaling: {},
  factor: {},
  pairing: {},
  rope: {},
  heads: {},
  buckets: {},
  axes: {},
  maxDistance: { attribute: 'max-distance' },
  bidirectional: { type: Boolean },
  similarity: {},
  trained: {},
  dimensions: {},
  overlaid: { type: Boolean },
  position: {},
  distance: {},
  colormap: {},
  heading: {},
  controls: { type: Boolean },
} satisfies PropertyDeclarations;

/** A number; whether it can be what it is for is told with a sentence, not with a fallback. */
const numberOr = (fallback: number): Rule<number> => ({
  check: (value) =>
    typeof value === 'number' && !Number.isNaN(value) ? value : (optionalNumber.check(value) ?? undefined),
  fallback,
});

const view: Rule<ViewName | null> = { check: (value) => oneOf(viewNames).check(value), fallback: null };

/** What the axes of a table of biases are; or nothing is said of them. */
const axes: Rule<BiasSides | null> = {
  check: (value) =>
    oneOf(biasSides).check(
      String(value)
        .trim()
        .split(/[\s,]+/)
        .join(' '),
    ),
  fallback: null,
};

const place: Rule<number> = {
  check: (value) => (/^\d+$/.test(String(value).trim()) ? Number(value) : undefined),
  fallback: 0,
};

/** Columns by their numbers and ranges: `0 1 8-15`. */
const dimensions: Rule<readonly number[] | null> = {
  check(value) {
    const words = Array.isArray(value)
      ? value.map(String)
      : String(value)
          .trim()
          .split(/[\s,]+/);
    const list = words.flatMap((word) => {
      const [, first, last = first] = /^(\d{1,6})(?:[-–](\d{1,6}))?$/.exec(word) ?? [];
      const count = Number(last) - Number(first) + 1;
      return count >= 1 && count <= 4096 ? Array.from({ length: count }, (_, i) => Number(first) + i) : [-1];
    });
    return list.includes(-1) ? undefined : list;
  },
  fallback: null,
};

/** Words as in the attribute, or what they stand for. */
const compare: Rule<readonly Compared[] | null> = {
  check(value) {
    const words = Array.isArray(value) ? value.map((one) => wordOf(one)) : [String(value)];
    return parseCompared(words.join(' '));
  },
  fallback: null,
};

const wordOf = (one: Compared | string): string =>
  typeof one === 'string' ? one : [one?.kind, one?.scaling].filter(Boolean).join(':');

/** What each property may be. */
export const plotRules = {
  kind: oneOf(kinds),
  view,
  compare,
  length: numberOr(defaults.length),
  width: numberOr(defaults.width),
  rows: numberOr(defaults.rows),
  columns: numberOr(defaults.columns),
  base: numberOr(defaults.base),
  scaling: oneOf(rotaryScalingKinds),
  factor: numberOr(defaults.factor),
  pairing: oneOf(rotaryLayouts),
  // What is wrong within is told with a sentence.
  rope: { check: (value) => value, fallback: null } as Rule<unknown>,
  heads: numberOr(defaults.heads),
  buckets: numberOr(defaults.buckets),
  axes,
  maxDistance: numberOr(defaults.maxDistance),
  similarity: { ...oneOf(similarityKinds), fallback: defaults.similarity },
  trained: optionalNumber,
  dimensions,
  position: place,
  distance: place,
  colormap: colormapRule(null),
} satisfies Record<string, Rule<unknown>>;
