import {
  anything,
  changeable,
  colormapProperty,
  count,
  flag,
  number,
  oneOf,
  optional,
  type PropertiesOf,
  type Property,
  type PropertyTable,
  scaleProperties,
  text,
} from '@attn-elements/core/element';
import type { Source } from '@attn-elements/core/data';
import {
  gridSides,
  rotaryLayouts,
  rotaryScalingKinds,
  similarityKinds,
  sineOrders,
  waveSpacings,
} from '@attn-elements/core/math';
import { type Compared, parseCompared } from './model.js';
import { biasSides, defaults, kinds, type Vectors, viewNames } from './settings.js';

const sides = optional(oneOf(biasSides));

/** Order of the axes of a table of biases; or nothing is said of it. */
const axes: typeof sides = {
  ...sides,
  check: (value) =>
    sides.check(
      String(value)
        .trim()
        .split(/[\s,]+/)
        .join(' '),
    ),
};

/** Columns by their numbers and ranges: `0 1 8-15`. */
const dimensions: Property<readonly number[] | null> = {
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
  initial: null,
  needs: 'needsColumns',
};

/** A query and a key: two lists of numbers, or their JSON text. */
const vectors: Property<Vectors | null> = {
  check(value) {
    let list = value;
    try {
      if (typeof value === 'string') list = JSON.parse(value);
    } catch {
      return undefined;
    }
    if (!Array.isArray(list) || list.length !== 2) return undefined;
    const [query, key] = list.map((one) => Array.from((one ?? []) as ArrayLike<unknown>, Number));
    const isRight = query.length > 0 && query.length === key.length && [...query, ...key].every(Number.isFinite);
    return isRight ? [query, key] : undefined;
  },
  initial: null,
  needs: 'needsVectors',
};

/** Words as in the attribute, or what they stand for. */
const compare: Property<readonly Compared[] | null> = {
  check(value) {
    const words = Array.isArray(value) ? value.map((one) => wordOf(one)) : [String(value)];
    return parseCompared(words.join(' '));
  },
  initial: null,
  choices: kinds,
  needs: 'needsKinds',
  details: { choices: kinds },
};

const wordOf = (one: Compared | string): string =>
  typeof one === 'string' ? one : [one?.kind, one?.scaling].filter(Boolean).join(':');

/** Properties of the plot alone. Whether a number can be what it is for depends on the kind: `checkSettings`. */
const ownProperties = {
  /** The encoding: `sinusoidal`, `sinusoidal-2d`, `learned`, `rotary`, `alibi`, `t5`. @default `sinusoidal`; where a table is named `learned`, with `buckets` `t5`; with `rope` `rotary` */
  kind: changeable(optional(oneOf(kinds))),
  /** How it is shown: `sum`, x, PE and x + PE where there are `inputs`; `curves`, `heatmap`, `similarity`, `tiles`, where each cell of a grid has a tile of its likeness to all, `kernel`, `wavelengths`, `rotation`, `angles`, what is left of whole turns, `bias`, `spectrum`. @default as suits the kind */
  view: changeable(optional(oneOf(viewNames))),
  /** Kinds to show side by side, `"sinusoidal rotary rotary:yarn alibi"`: `rotary` may name its scaling. @default `kind` alone */
  compare,
  /** Address of a file with a learned table, [positions, width], or for `t5` [buckets, heads] or [heads, buckets]. @default no file */
  src: text,
  /** The table itself: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. @default no table */
  data: anything<Source>(),
  /** An `<attn-trainer>` of the page, as a CSS selector, `#trainer`: the table of `kind="learned"` is its own, as it learns. @default no element */
  from: text,
  /** Embeddings [tokens, width] that the encoding is added to: as attribute JSON text, as property also arrays, typed arrays with a `shape`, a Blob or bytes. @default nothing */
  inputs: anything<Source>(),
  /** Address of a file with them. @default no file */
  inputsSrc: text,
  /** Name of the table, where the file has several arrays. @default the only one */
  array: text,
  /** Number of positions. */
  length: number(defaults.length),
  /** Columns of the encoding, the width of the model. */
  dModel: number(defaults.dModel),
  /** Rows of the grid of `sinusoidal-2d`; or of the patches of a `learned` table, which may have a class token before them. */
  rows: number(defaults.rows),
  /** Columns of that grid. */
  columns: number(defaults.columns),
  /** Base of the wavelengths. */
  base: number(defaults.base),
  /** How the columns of `sinusoidal` and `sinusoidal-2d` follow one another: `interleaved` as in the paper and DETR; `sine-cosine`, first all sines, as in tensor2tensor, fairseq, Marian, Whisper and MAE; `cosine-sine` as in diffusion models. */
  order: oneOf(sineOrders),
  /** How their wavelengths lie: as in the `paper`, or as in `tensor2tensor`, fairseq and Whisper, where the longest is 2π × base. */
  spacing: oneOf(waveSpacings),
  /** Whether the sides of the grid of `sinusoidal-2d` are 2π long, whatever its cells are, as in DETR. */
  normalized: flag,
  /** Number of the first position of `sinusoidal` and of the first row and column of `sinusoidal-2d`: fairseq counts from 2, DETR from 1. A normalized side begins at 1. */
  start: number(defaults.start),
  /** Side that the first half of the columns of `sinusoidal-2d` encodes: the `row`, as in DETR, or the `column`, as in MAE. */
  first: oneOf(gridSides),
  /** How `rotary` is slowed for longer texts: `none`, `linear`, `ntk`, `yarn`. */
  scaling: oneOf(rotaryScalingKinds),
  /** How many times longer those texts are. */
  factor: number(defaults.factor),
  /** Which columns `rotary` turns together: `interleaved` (2i and 2i + 1) or `half-split` (i and i + d/2). */
  pairing: oneOf(rotaryLayouts),
  /** Rotary encoding of a published model: rope parameters as in its `config.json`, `{"rope_type": "yarn", "factor": 4, …}`, or all of that file. `d-model`, `base` and `trained` count where it says nothing of them. @default none */
  rope: anything<unknown>(),
  /** A query and a key whose product the `kernel` of `rotary` follows over the distance: `"[[1, 0, …], [0.5, 1, …]]"`, of as many numbers as columns turn. @default equal ones */
  vectors,
  /** Number of heads of `alibi`. */
  heads: number(defaults.heads),
  /** Number of buckets of `t5`. */
  buckets: number(defaults.buckets),
  /** Order of the axes of a table of `t5`: `buckets heads` or `heads buckets`. @default told by its name, or by `buckets` */
  axes,
  /** Distance from which on `t5` has one bucket for all. */
  maxDistance: number(defaults.maxDistance),
  /** Whether `alibi` and `t5` reach to keys after the query too. */
  bidirectional: flag,
  /** How alike is measured: `cosine` or `dot`. */
  similarity: oneOf(similarityKinds, defaults.similarity),
  /** Positions that a model was trained with: what lies beyond is shaded. YaRN starts from it. @default nothing is said of it */
  trained: number(null),
  /** Columns whose curves are drawn, or pairs that turn: `"0 1 8-15"`. @default some over the whole width */
  dimensions,
  /** Draws all curves into one plot. */
  overlaid: flag,
  /** Position of the query in the view `rotation`. */
  position: changeable(count(0, 0)),
  /** How far its key stands before it. */
  distance: changeable(count(0, 0)),
  /** Name of the colour map of matrices; `_r` behind it reverses. @default vik around 0, viridis of biases */
  colormap: colormapProperty(null),
  /** Whether readers are given controls. */
  controls: flag,
} satisfies PropertyTable;

/** Properties of the plot beside those of all figures. */
export const plotProperties = { ...ownProperties, ...scaleProperties };

export interface PlotProperties extends PropertiesOf<typeof ownProperties>, PropertiesOf<typeof scaleProperties> {}
