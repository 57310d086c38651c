import {
  changeable,
  colormapProperty,
  count,
  flag,
  gridProperty,
  index,
  indexList,
  numberBetween,
  oneOf,
  optional,
  type PropertiesOf,
  type Property,
  type PropertyTable,
  scaleProperties,
  spanProperty,
  text,
} from '@attn-elements/core/element';
import { overlays } from './paint.js';
import { patchSides } from './patches.js';
import { checkQueryBoxes, type QueryBoxes } from './query-boxes.js';
import { checkRegions, type Regions } from './regions.js';

const numbersOf = (value: unknown) =>
  (Array.isArray(value)
    ? value
    : String(value)
        .trim()
        .split(/[\s,×x]+/)
  ).map(Number);

/** Shares above 0, at most 1. */
const shares: Property<readonly number[] | null> = {
  check(value) {
    const list = numbersOf(value);
    return list.every((share) => share > 0 && share <= 1) ? list : undefined;
  },
  initial: null,
  needs: 'needsShares',
};

const query: Property<number | 'mean' | null> = {
  check: (value) => (String(value).trim() === 'mean' ? 'mean' : index.check(value)),
  initial: null,
  choices: ['mean'],
  needs: 'needsQuery',
};

/** Properties of the picture alone. */
const ownProperties = {
  /** Address of the picture, or `file` for the one that the file names as `source_image`. @default an `<img>` between the tags, or the picture of the model that it follows */
  image: text,
  /** As of an `<img>`: `anonymous` lets a picture of another site that allows it be saved inside the figure. @default as an `<img>` without it */
  crossOrigin: { ...optional(oneOf(['anonymous', 'use-credentials'])), attribute: 'crossorigin' } as Property<
    'anonymous' | 'use-credentials' | null
  >,
  /** Rows and columns of the patches, `"14 14"`. @default a square, or as the picture's ratio has it */
  grid: gridProperty,
  /** Where the patches stand among words: position of the first, and how many, `"35 576"`. @default the file's `segments`, or found from the numbers */
  span: spanProperty,
  /** Which picture is shown of several that the file's `segments` name, from 0, or from the end; readers choose it too. @default the first */
  picture: changeable(index),
  /** How many class tokens stand before the patches; without `registers` or `span`, how many tokens of any kind. @default found from the numbers */
  classToken: count(null, 0),
  /** How many registers stand between the class token and the patches. @default found from the numbers */
  registers: count(null, 0),
  /** Boxes in place of a grid, [left, top, right, bottom] each, as shares of the picture. @default the file's `regions` */
  regions: { check: checkRegions, initial: null, needs: 'noBoxes' } as Property<Regions | null>,
  /** Boxes of the queries, as a detector predicts them: [left, top, right, bottom] as shares of the picture, or null, for each query. @default the file's `query_boxes`, or DETR's `pred_boxes` */
  queryBoxes: { check: checkQueryBoxes, initial: null, needs: 'noQueryBoxes' } as Property<QueryBoxes | null>,
  /** Side of the attention that the patches are: `key` or `query`. @default found from the numbers */
  side: optional(oneOf(patchSides)),
  /** Who looks first: its position, from the end where it is below 0, or `mean`. @default the class token, else the mean of all */
  query,
  /** Heads that are laid over the picture together, each in its colour, from 0: `"0 1 2 3 4 5"`. `tiles` makes masks of them. @default one head */
  showHeads: indexList,
  /** Queries that are laid over it together, each in its colour, from 0: `"3 7"`. @default one query */
  showQueries: indexList,
  /** How weights are laid over the picture: `blend`, `contour`, `tiles`, `outline`. */
  overlay: changeable(oneOf(overlays)),
  /** Opacity of the strongest, 0 to 1. */
  opacity: changeable(numberBetween(0, 1, 0.8)),
  /** Whether `blend` goes over from patch to patch. */
  smooth: changeable(flag),
  /** Shares of the weight on the picture that lines enclose, and that masks of several heads keep, the first of them. @default 0.5 and 0.8 for `contour`, 0.5 for `outline`, 0.6 for several heads or queries */
  topP: shares,
  colormap: colormapProperty('inferno'),
  /** Whether readers are given controls of the overlay. */
  controls: flag,
} satisfies PropertyTable;

/** Properties of the picture beside those of all elements of attention. */
export const imageProperties = { ...scaleProperties, ...ownProperties };

export interface ImageProperties extends PropertiesOf<typeof scaleProperties>, PropertiesOf<typeof ownProperties> {}
