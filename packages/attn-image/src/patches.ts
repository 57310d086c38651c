import type { Matrix } from '@attn-elements/core/color';
import { endOf, type Segment, type SideSegments } from '@attn-elements/core/data';
import type { PatchProblem } from './faults.js';
import { type Grid, gridsOf } from './grids.js';

/** Options of the patches, as an author or a file gives them; null is found from the numbers. */
export interface PatchOptions {
  /** Rows and columns of the grid. */
  readonly grid: Grid | null;
  /** Position of the first patch in its sequence, and number of patches. */
  readonly span: readonly [start: number, length: number] | null;
  /** Number of class tokens, or, without `registers`, of tokens of any kind, before the patches. */
  readonly classToken: number | null;
  /** Number of registers between the class token and the patches. */
  readonly registers: number | null;
  /** Axis of the attention that the patches are on. */
  readonly side: PatchSide | null;
  /** Number of boxes in place of a grid. */
  readonly regions: number | null;
  /** Picture that is shown of several in the sequence, from the end where it is negative. */
  readonly picture: number | null;
  /** Segments of both sequences, as the file names them. */
  readonly segments: SideSegments;
  /** Width by height of the picture. */
  readonly ratio: number | null;
}

export const patchSides = ['key', 'query'] as const;
export type PatchSide = (typeof patchSides)[number];

/** Places of the patches of a picture in a matrix of attention. */
export interface Patches {
  readonly side: PatchSide;
  /** Tokens before the patches. */
  readonly lead: number;
  /** Rows and columns of the grid; regions are so many rows of one. */
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
  /** The whole axis in its order: the patches, and what stands beside them. */
  readonly segments: readonly Segment[];
  readonly isRegions: boolean;
  /** Index of the picture among those of the sequence, where the file names several. */
  readonly picture: PictureIndex | null;
  /** Whether both axes are these patches, so that a patch can be the query. */
  readonly isSelf: boolean;
  /** Whether the matrix itself is the picture: one weight a patch, and no query. */
  readonly isMap: boolean;
  /** Whether the grid, or what stands before it, was found from the numbers and not told. */
  readonly isSupposed: boolean;
}

/** One picture of several in a sequence. */
export interface PictureIndex {
  readonly index: number;
  readonly count: number;
  /** Whether nobody said which is shown. */
  readonly isSupposed: boolean;
}

/** Signs of whether a matrix has queries and keys, or is itself a picture. */
export interface MatrixSort {
  /** One matrix, and nothing says that its rows and columns are queries and keys. */
  readonly isBare: boolean;
  /** Each of its rows sums to 1, and there are as many of them as columns. */
  readonly isSelfAttention: boolean;
}

/**
 * Finds the patches: on the keys, else on the queries, else the matrix is itself laid over the picture, row by row. Without a grid
 * or regions they are a square or have the ratio of the picture, after nothing, a class token, or a class token and four registers.
 * A vector, and a square matrix whose rows each sum to 1, are never laid over the picture themselves: they are what queries give to keys.
 * @returns why not, where nothing or several fit
 */
export function findPatches(
  queries: number,
  keys: number,
  options: PatchOptions,
  { isBare, isSelfAttention }: MatrixSort,
): Patches | PatchProblem {
  const { grid, regions, side } = options;
  const isMatrix = isBare && !isSelfAttention;
  const { query, key } = options.segments;
  const isTold = [grid, regions, options.span, options.classToken, options.registers, query, key].some(
    (one) => one !== null,
  );
  // Rows of weights that nobody calls queries are taken for rows of the picture.
  const sides = side ? [side] : isMatrix && !isTold ? (['key'] as const) : patchSides;
  const problems: PatchProblem[] = [];
  for (const one of sides) {
    const fit = fitAxis(one === 'key' ? keys : queries, options, options.segments[one], !isMatrix || isTold);
    if (!isProblem(fit)) return { ...fit, side: one, isSelf: queries === keys && one === 'key', isMap: false };
    problems.push(fit);
  }
  const problem = problems.find(({ fault }) => fault !== 'noGrid' && fault !== 'noFit') ?? problems[0];
  const isGiven = grid !== null && grid[0] === queries && grid[1] === keys;
  if (side || regions !== null || !(isGiven || (!isTold && isMatrix && queries > 1))) return problem;
  // Scores of a class token, registers and patches look like a map: neither is more likely.
  const self = isGiven || queries !== keys ? problem : fitAxis(keys, options, key, true);
  if (!isProblem(self)) return { fault: 'manyGrids', details: { grids: [`${queries} × ${keys}`, sizeOf(self)] } };
  return {
    side: 'key',
    lead: 0,
    rows: queries,
    columns: keys,
    count: queries * keys,
    segments: [{ kind: 'image', start: 0, length: queries * keys }],
    picture: null,
    isRegions: false,
    isSelf: false,
    isMap: true,
    isSupposed: !isGiven,
  };
}

/** Number of positions on the axis of the patches. */
export const lengthOf = ({ segments }: Patches): number => endOf(segments[segments.length - 1]);

/** The patch at a position of its axis; null where something else stands. */
export function patchAt({ lead, count }: Patches, position: number): number | null {
  return position >= lead && position < lead + count ? position - lead : null;
}

export function isProblem(found: object): found is PatchProblem {
  return 'fault' in found;
}

type Fit = Omit<Patches, 'side' | 'isSelf' | 'isMap'>;

const sizeOf = ({ rows, columns }: Pick<Fit, 'rows' | 'columns'>) => `${rows} × ${columns}`;

/** Registers that published models have, after one class token (DINOv2; Darcet et al. 2024). */
const REGISTERS = 4;

/** Fewest patches after registers that nobody names: maps of 14 × 14 are many, pictures of nine patches few. */
const LEAST_AFTER_REGISTERS = 16;

/** A reading of the tokens before the patches. */
interface Prefix {
  readonly classes: number;
  readonly registers: number;
}

const prefixes: readonly Prefix[] = [
  { classes: 0, registers: 0 },
  { classes: 1, registers: 0 },
];
const withRegisters: Prefix = { classes: 1, registers: REGISTERS };

/** Finds the patches on an axis of so many tokens. */
function fitAxis(
  length: number,
  options: PatchOptions,
  segments: readonly Segment[] | null,
  allowsRegisters: boolean,
): Fit | PatchProblem {
  const { span, picture } = options;
  if (span) return fitSpan(length, span, options);
  // The file's word on one side says that the other has no patches.
  if (!segments && (options.segments.query ?? options.segments.key)) return { fault: 'noFit' };
  if (!segments && picture !== null) return { fault: 'noPicture', details: { count: 1 } };
  if (segments && options.classToken === null && options.registers === null) {
    return fitSegments(length, segments, options);
  }
  const told = options.regions === null ? options.grid : ([options.regions, 1] as const);
  return told ? fitGrid(length, told, options) : fitLength(length, options, allowsRegisters);
}

/** Patches at a place that is told: what is before and after them is text. */
function fitSpan(length: number, [lead, count]: readonly [number, number], options: PatchOptions): Fit | PatchProblem {
  const { classToken, registers } = options;
  const grid = gridIn(count, options);
  if (isProblem(grid)) return grid;
  const named = (classToken ?? 0) + (registers ?? 0);
  if (lead + count > length || named > lead) return { fault: 'noFit' };
  const prefix = { classes: classToken ?? 0, registers: registers ?? 0 };
  return fitOf(grid.size, options, prefix, lead, length, grid.isSupposed);
}

/** Patches where the file says that they are. */
function fitSegments(length: number, segments: readonly Segment[], options: PatchOptions): Fit | PatchProblem {
  const images = segments.filter(({ kind }) => kind === 'image');
  const count = images.length;
  const asked = options.picture ?? 0;
  const index = asked < 0 ? asked + count : asked;
  if (count === 0) return { fault: 'noFit' };
  if (index < 0 || index >= count) return { fault: 'noPicture', details: { count } };
  const image = images[index];
  const { rows, columns } = image;
  const own = options.grid === null && rows !== undefined ? ([rows, columns!] as const) : options.grid;
  const grid = gridIn(image.length, { ...options, grid: own });
  if (isProblem(grid)) return grid;
  const fit = fitOf(grid.size, options, prefixes[0], image.start, length, grid.isSupposed);
  const picture = count > 1 ? { index, count, isSupposed: options.picture === null } : null;
  return { ...fit, segments: withText(segments, length), picture };
}

/** The segments with text where the file says nothing. */
function withText(segments: readonly Segment[], length: number): readonly Segment[] {
  const all: Segment[] = [];
  for (const segment of [...segments, { kind: 'text' as const, start: length, length: 0 }]) {
    const start = all.length > 0 ? endOf(all[all.length - 1]) : 0;
    if (segment.start > start) all.push({ kind: 'text', start, length: segment.start - start });
    if (segment.length > 0) all.push(segment);
  }
  return all;
}

/** The grid of so many patches: as told, else the only one that fits. */
function gridIn(
  count: number,
  { grid, regions, ratio }: PatchOptions,
): { readonly size: Grid; readonly isSupposed: boolean } | PatchProblem {
  const told = regions === null ? grid : ([regions, 1] as const);
  if (told) return told[0] * told[1] === count ? { size: told, isSupposed: false } : { fault: 'noFit' };
  // One token may stand for a whole picture.
  if (count === 1) return { size: [1, 1], isSupposed: false };
  const grids = gridsOf(count, ratio);
  if (grids.length === 1) return { size: grids[0], isSupposed: true };
  if (grids.length === 0) return { fault: 'noGrid' };
  return { fault: 'manyGrids', details: { grids: grids.map(([rows, columns]) => `${rows} × ${columns}`) } };
}

/** Patches of a grid that is told, among more tokens. */
function fitGrid(length: number, [rows, columns]: Grid, options: PatchOptions): Fit | PatchProblem {
  const rest = length - rows * columns;
  if (rest < 0) return { fault: 'noFit' };
  const unclear: PatchProblem = { fault: 'noPrefix', details: { count: rest, patches: `${rows} × ${columns}` } };
  const { classToken, registers } = options;
  if (classToken === null) {
    const supposed = [...prefixes, ...(options.regions === null ? [withRegisters] : [])];
    const prefix =
      registers === null
        ? supposed.find((one) => one.classes + one.registers === rest)
        : prefixes.map(({ classes }) => ({ classes, registers })).find((one) => one.classes + registers === rest);
    if (!prefix) return unclear;
    return fitOf([rows, columns], options, prefix, rest, length, registers === null && prefix.registers > 0);
  }
  const lead = classToken + (registers ?? 0);
  if (lead > rest) return { fault: 'noFit' };
  // After one class token there may be registers, or after the patches text.
  if (lead < rest && classToken === 1 && registers === null) return unclear;
  return fitOf([rows, columns], options, prefixIn(options, lead === rest), lead, length, lead < rest);
}

/** Patches whose grid nobody tells: all that is left after what stands before them. */
function fitLength(length: number, options: PatchOptions, allowsRegisters: boolean): Fit | PatchProblem {
  const { classToken, registers, ratio } = options;
  const fitsOf = (prefix: Prefix, lead: number) =>
    gridsOf(length - lead, ratio).map((grid) => fitOf(grid, options, prefix, lead, length, true));
  const fitsAfter = (prefix: Prefix) => fitsOf(prefix, prefix.classes + prefix.registers);
  let fits: readonly Fit[];
  if (classToken !== null) fits = fitsOf(prefixIn(options, true), classToken + (registers ?? 0));
  else fits = prefixes.flatMap(({ classes }) => fitsAfter({ classes, registers: registers ?? 0 }));
  const mayHaveRegisters = allowsRegisters && registers === null && (classToken ?? 1) === 1;
  if (fits.length === 0 && mayHaveRegisters && length - 1 - REGISTERS >= LEAST_AFTER_REGISTERS) {
    fits = fitsAfter(withRegisters);
  }
  if (fits.length === 1) return fits[0];
  if (fits.length === 0) return { fault: classToken === null && registers === null ? 'noGrid' : 'noFit' };
  const grids = fits.map((fit) => (fit.lead > 0 ? `${fit.lead} + ${sizeOf(fit)}` : sizeOf(fit)));
  return { fault: 'manyGrids', details: { grids } };
}

/** The tokens that `class-token` counts: those of a model of pictures alone begin with a class token, else they are text. */
function prefixIn({ classToken, registers }: PatchOptions, isAlone: boolean): Prefix {
  const count = classToken ?? 0;
  if (registers !== null || count <= 1) return { classes: count, registers: registers ?? 0 };
  return { classes: isAlone ? 1 : 0, registers: 0 };
}

function fitOf(
  [rows, columns]: Grid,
  { regions }: PatchOptions,
  { classes, registers }: Prefix,
  lead: number,
  length: number,
  isSupposed: boolean,
): Fit {
  const count = rows * columns;
  const text = lead - classes - registers;
  const kinds = [
    ['class', classes],
    ['register', registers],
    ['text', text],
    ['image', count],
    ['text', length - lead - count],
  ] as const;
  const segments: Segment[] = [];
  let start = 0;
  for (const [kind, size] of kinds) {
    if (size > 0) segments.push({ kind, start, length: size });
    start += size;
  }
  return { lead, rows, columns, count, segments, picture: null, isRegions: regions !== null, isSupposed };
}

/** Largest distance of a sum from 1 by rounding to half precision alone. */
const ROUNDING = 0.01;

/** Whether a matrix is what positions give to one another: square, and each row that is numbers sums to 1. */
export function isSelfAttention({ rows, columns, values }: Matrix): boolean {
  if (rows !== columns) return false;
  let counted = 0;
  for (let row = 0; row < rows; row++) {
    const weights = values.subarray(row * columns, (row + 1) * columns);
    if (weights.every(Number.isNaN)) continue;
    const sum = weights.reduce((total, value) => (value === -Infinity ? total : total + value), 0);
    if (!(Math.abs(sum - 1) <= ROUNDING)) return false;
    counted++;
  }
  return counted > 0;
}
