import { maskSenses, type Source } from '../../data/index.js';
import { type HeadRollup, headRollups } from '../../math/index.js';
import { operations } from '../computed/operations.js';
import {
  anything,
  changeable,
  flag,
  index,
  number,
  oneOf,
  optional,
  type PropertiesOf,
  type Property,
  type PropertyTable,
  text,
  wordList,
} from '../properties/property.js';
import { hides } from './hidden-keys.js';
import { gridProperty, spanProperty } from './patch-properties.js';

export const rollups = ['none', 'rollout', 'flow'] as const;
export type Rollup = (typeof rollups)[number];

/** Tokens of a sequence, or of each sentence of a document. */
export type GivenTokens = readonly (string | readonly string[])[];

const words = wordList(/\s+/);

/** Words, or a list of them for each sentence. */
const tokens: Property<GivenTokens | null> = {
  ...words,
  check(value) {
    let list: unknown = value;
    if (typeof value === 'string') {
      try {
        list = JSON.parse(value);
      } catch {
        // Most lists of words are no JSON.
      }
    }
    if (!Array.isArray(list)) return words.check(value);
    return list.map((item: unknown) => (Array.isArray(item) ? item.map(String) : String(item)));
  },
};

const head: Property<number | HeadRollup | null> = {
  check: (value) => oneOf(headRollups).check(value) ?? index.check(value),
  initial: null,
  choices: headRollups,
  needs: 'needsHead',
  details: { choices: headRollups },
};

/** Properties of the source, and of the heads to show, of every element that shows attention. */
export const sourceProperties = {
  /** Address of the file with the data, relative to the page. @default no file */
  src: text,
  /** The data itself: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. @default no data */
  data: anything<Source>(),
  /** An element of the page whose attention is shown, as a CSS selector: `#other`. @default no element */
  from: text,
  /** Name of the array to show. @default `attention`, or the only one */
  array: text,
  /** Names of its axes, as in `layer head query key`. @default found from the shape */
  axes: text,
  /** Which item of the batch is shown. @default the first */
  batch: index,
  /** The encoding of a text file that is not in UTF-8, such as `gbk`, `big5` or `latin1`. @default UTF-8 */
  encoding: text,
  /** Sense of the file's `mask`: it marks what may be attended, `allowed`, or what is `hidden`. @default `allowed`, and a mask that hides nearly all weight is an error */
  maskSense: optional(oneOf(maskSenses)),
  /** Operation that makes attention of the file's `inputs` [token, width]: `attention-pooling`, softmax over tokens of x·w + b; `max-pooling`, the share of features that a token has the largest of; `gating`, σ(x Wᵀ + b); in heatmaps `attention-layer`, softmax over features of x Wᵀ + b. Its `weight` and `bias` are as `torch.nn.Linear` has them, also as `fc.weight`. */
  operation: oneOf(operations),
  /** Tokens of both sides: a JSON list or words between spaces; of a batch a JSON list of its items' lists, of a document of its sentences'. They stand before the file's. @default from the file */
  tokens,
  /** Where patches of a picture stand among the tokens: position of the first, and how many, `"35 576"`. @default the file's `segments` */
  span: spanProperty,
  /** Rows and columns of these patches, `"24 24"`; without `span` they are all tokens, or all but a class token. @default the file's `segments` */
  grid: gridProperty,
  /** Unit of positions without tokens, such as frames of sound: `s`. @default positions are counted */
  axisUnit: text,
  /** Value at the first of them, in that unit. */
  axisStart: number(0),
  /** From one of them to the next, in that unit. */
  axisStep: number(1),
  /** Tokens at the queries; of a batch a JSON list of its items' lists. @default from the file */
  queryTokens: tokens,
  /** Tokens at the keys; of a batch a JSON list of its items' lists. @default from the file */
  keyTokens: tokens,
  /** The layer to show, from 0, or from the end: −1 is the last. @default all, where the figure shows several; else the first, rolled up the last */
  layer: changeable(index),
  /** The head to show, from 0, or from the end, or `mean`, `max`, `min` over a layer's heads. @default all, where the figure shows several; else their mean */
  head: changeable(head),
  /** How layers are rolled up: `none`, or down to the input tokens: `rollout` multiplies them, `flow` is the greatest flow through them. */
  rollup: oneOf(rollups),
  /** Name of a group: its elements look at the same layer, head, query and key, and share one scale. @default no group */
  group: text,
  /** Hides the first key, on which models park attention; rows are renormalised. */
  hideFirstToken: flag,
  /** Hides keys by what they are: `special`, the special tokens, which are told by their names, as `[CLS]`, `<s>` and `<|endoftext|>`; the legend names them; `padding`, what the file’s `attention_mask`, `key_padding_mask` or `mask` hides from every query. Rows of weights are renormalised. */
  hide: oneOf(hides),
} satisfies PropertyTable;

/** Values of the properties of the source, and of the heads to show. */
export type SourceSettings = PropertiesOf<typeof sourceProperties>;

/** Properties of the source that change only what is shown of it. */
const choosing = new Set<PropertyKey>([
  'layer',
  'head',
  'group',
  'hideFirstToken',
  'hide',
] satisfies (keyof SourceSettings)[]);

/** Whether what changed names another source, or another way to read it. */
export const isOtherSource = (changed: ReadonlyMap<PropertyKey, unknown>): boolean =>
  Object.keys(sourceProperties).some((name) => !choosing.has(name) && changed.has(name));
