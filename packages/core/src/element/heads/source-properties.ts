import { type MaskSense, maskSenses, type Source } from '../../data/index.js';
import { type HeadRollup, headRollups } from '../../math/index.js';
import { oneOf, type Rule, wordList } from '../attributes.js';

/** What every element that shows attention is told of its source and of the heads to show; all are null unless given. */
export interface SourceSettings {
  /** Address of the file with the data, relative to the page. */
  src: string | null;
  /** The data itself: JSON text, arrays, typed arrays with a `shape`, a Blob or bytes. */
  data: Source | null;
  /** An element of the page whose attention is shown, as a CSS selector: `#heads`. */
  source: string | null;
  /** Name of the array to show, where the file has several. */
  array: string | null;
  /** Names of its axes, as in `layer head query key`. */
  axes: string | null;
  /** Which item of the batch is shown. */
  batch: number | null;
  /** The encoding of a text file that is not in UTF-8. */
  encoding: string | null;
  /** What the file's mask marks: what may be attended, which is the rule, or what is hidden. */
  maskSense: MaskSense | null;
  /** Tokens of both sides. */
  tokens: readonly string[] | null;
  queryTokens: readonly string[] | null;
  keyTokens: readonly string[] | null;
  /** The layer to show, from 0; all where the element can show all. */
  layer: number | null;
  /** The head to show, from 0, or how a layer's heads are rolled up; all where the element can show all. */
  head: number | HeadRollup | null;
  /** How layers are rolled up: `rollout`, or not at all. */
  rollup: Rollup;
}

export const rollups = ['none', 'rollout'] as const;
export type Rollup = (typeof rollups)[number];

/** Attributes of the source and of the heads, for an element's `properties`. */
export const sourceProperties = {
  src: {},
  data: {},
  source: {},
  array: {},
  axes: {},
  batch: {},
  encoding: {},
  maskSense: { attribute: 'mask-sense' },
  tokens: {},
  queryTokens: { attribute: 'query-tokens' },
  keyTokens: { attribute: 'key-tokens' },
  layer: {},
  head: {},
  rollup: {},
};

/** What an element's constructor sets. */
export const sourceDefaults: SourceSettings = {
  src: null,
  data: null,
  source: null,
  array: null,
  axes: null,
  batch: null,
  encoding: null,
  maskSense: null,
  tokens: null,
  queryTokens: null,
  keyTokens: null,
  layer: null,
  head: null,
  rollup: 'none',
};

const words = wordList(/\s+/);

const index: Rule<number | null> = {
  check: (value) => (/^\d+$/.test(String(value).trim()) ? Number(value) : undefined),
  fallback: null,
};

/** What the properties of the source may be. */
export const sourceRules = {
  batch: index,
  maskSense: { check: oneOf(maskSenses).check, fallback: null } as Rule<MaskSense | null>,
  tokens: words,
  queryTokens: words,
  keyTokens: words,
  layer: index,
  head: {
    check: (value) => oneOf(headRollups).check(value) ?? index.check(value),
    fallback: null,
  } as Rule<number | HeadRollup | null>,
  rollup: oneOf(rollups),
} satisfies Record<string, Rule<unknown>>;

/** Whether what changed names another source, or another way to read it. */
export const isOtherSource = (changed: ReadonlyMap<PropertyKey, unknown>): boolean =>
  Object.keys(sourceProperties).some((name) => name !== 'layer' && name !== 'head' && changed.has(name));
