import { coreEnglish, lazy, type Translations } from '@attn-elements/core/element';
import { imageFaults } from './faults.js';

const own = {
  name: 'Attention over a picture',
  asQuery: 'Query',
  asKey: 'Key',
  ofQuery: 'query: {other}',
  ofKey: 'key: {other}',
  meanOfQueries: 'mean of all queries',
  meanOfKeys: 'mean of all keys',
  leadToken: 'token {n}',
  patch: 'patch row {row}, column {column}',
  region: 'region {n}',
  row: 'Row',
  column: 'Column',
  summary: '{title}: {patches}. {strongest}.',
  grid: '{rows} × {columns} patches',
  boxes: '{count} {count|one:region|other:regions}',
  attends: '{other} attends most to {list}',
  attended: '{other} is attended to most from {list}',
  largest: 'The largest weights are those of {list}',
  weak: 'No weight lies on the picture',
  item: '{patch}: {weight}',
  listComma: '; ',
  weightOf: '{patch}: {weight}',
  queryHelp:
    'Arrow keys move between patches, n and p through the strongest, Enter makes a patch the query, [ and ] change the head, Escape goes back.',
  markHelp:
    'Arrow keys move between patches, n and p through the strongest, Enter marks a patch, [ and ] change the head, Escape goes back.',
  orPatch: 'or a patch of the picture',
  blended: 'the weaker, the more of the picture shows through',
  strongestColor: 'where several are, the colour of the strongest',
  masks:
    'masks of the fewest patches that hold {share} of the weight on the picture, where several are the colour of the strongest',
  queryBoxes: 'boxes are those of the queries',
  around: 'lines around the fewest patches that hold {shares} of the weight on the picture',
  split: '{shares}, {rest} on the picture',
  share: '{weight} on {token}',
  registerTokens: '{count} {count|one:register|other:registers}',
  words: '{count} other {count|one:token|other:tokens}',
  pictures: 'Picture',
  otherPicture: 'picture {picture}',
  and: ' and ',
  gridAfter: '{grid} after {before}',
  gridBefore: '{grid} before {after}',
  gridBetween: '{grid} after {before}, before {after}',
  overlay: 'Overlay',
  blend: 'colours',
  contour: 'contour lines',
  tiles: 'tiles',
  outline: 'outline',
  opacity: 'Opacity',
  smooth: 'Smooth',
  ...imageFaults,
  needsShares: 'shares above 0, at most 1, are needed, as in 0.5 0.8',
  needsQuery: 'a position from 0 is needed, or from −1 down to count from the end, or mean',
  up: 'Patch above',
  down: 'Patch below',
  left: 'Patch to the left',
  right: 'Patch to the right',
  stronger: 'Next strongest patch',
  choose: 'Choose this patch',
};

const en = { ...coreEnglish, ...own };

/** Sentences of the image element beside those of all elements. */
export type ImageOwnSentences = Readonly<Record<keyof typeof own, string>>;

export type ImageSentences = keyof typeof en;

/** Sentences of the image element, those of all elements among them. */
export const imageSentences: Translations<Readonly<Record<ImageSentences, string>>> = {
  en,
  'zh-Hans': async () => (await lazy(() => import('./zh-hans.js'))).imageZhHans,
  'zh-Hant': async () => (await lazy(() => import('./zh-hant.js'))).imageZhHant,
};
