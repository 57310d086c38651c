import {
  colormapRule,
  numberPair,
  oneOf,
  optionalNumber,
  type Rule,
  sourceProperties,
  sourceRules,
} from '@attn-elements/core/element';
import type { PropertyDeclarations } from 'lit';
import { overlays } from './paint.js';
import { patchSides } from './patches.js';
import { checkRegions, type Regions } from './regions.js';

/** Attributes and the properties that they set; text becomes what it stands for by the rules below. */
export const imageProperties = {
  ...sourceProperties,
  group: {},
  image: {},
  crossorigin: {},
  grid: {},
  classToken: { attribute: 'class-token' },
  regions: {},
  patches: {},
  query: {},
  overlay: {},
  opacity: {},
  smooth: { type: Boolean },
  shares: {},
  colormap: {},
  domain: {},
  hideFirstToken: { attribute: 'hide-first-token', type: Boolean },
  heading: {},
  controls: { type: Boolean },
  width: {},
  height: {},
} satisfies PropertyDeclarations;

const whole = (value: unknown) => (/^\d+$/.test(String(value).trim()) ? Number(value) : undefined);

const numbersOf = (value: unknown) =>
  (Array.isArray(value)
    ? value
    : String(value)
        .trim()
        .split(/[\s,×x]+/)
  ).map(Number);

/** Rows and columns: two whole numbers above 0. */
const grid: Rule<readonly [number, number] | null> = {
  check(value) {
    const [rows, columns, ...more] = numbersOf(value);
    return more.length === 0 && [rows, columns].every((count) => Number.isSafeInteger(count) && count > 0)
      ? [rows, columns]
      : undefined;
  },
  fallback: null,
};

/** Shares above 0, at most 1. */
const shares: Rule<readonly number[] | null> = {
  check(value) {
    const list = numbersOf(value);
    return list.every((share) => share > 0 && share <= 1) ? list : undefined;
  },
  fallback: null,
};

const wordOrNone = <T extends string>(words: readonly T[]): Rule<T | null> => ({
  check: oneOf(words).check,
  fallback: null,
});

/** What each property may be. */
export const imageRules = {
  ...sourceRules,
  crossorigin: wordOrNone(['anonymous', 'use-credentials']),
  grid,
  classToken: { check: whole, fallback: null } as Rule<number | null>,
  regions: { check: checkRegions, fallback: null } as Rule<Regions | null>,
  patches: wordOrNone(patchSides),
  query: { check: (value) => (String(value).trim() === 'mean' ? 'mean' : whole(value)), fallback: null } as Rule<
    number | 'mean' | null
  >,
  overlay: oneOf(overlays),
  opacity: {
    check: (value) => (Number(value) >= 0 && Number(value) <= 1 ? optionalNumber.check(value) : undefined),
    fallback: 0.8,
  },
  shares,
  colormap: colormapRule('inferno'),
  domain: numberPair,
  width: optionalNumber,
  height: optionalNumber,
} satisfies Record<string, Rule<unknown>>;
