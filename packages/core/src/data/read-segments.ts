import { AttnError, reason } from '../errors.js';
import type { LayerArrays } from './layer-arrays.js';
import { endOf, type Segment, segmentKinds, type SideSegments } from './segments.js';
import type { TensorFile } from './tensor-file.js';

/** Segments in their order; null where the value is no list of them, or two of them overlap. */
export function checkSegments(value: unknown): readonly Segment[] | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isSegment)) return null;
  const sorted = value.toSorted((a, b) => a.start - b.start);
  return sorted.every(({ start }, at) => at === 0 || start >= endOf(sorted[at - 1])) ? sorted : null;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

function isSegment(value: unknown): value is Segment {
  const { kind, start, length, rows, columns } = Object(value) as Partial<Segment>;
  const hasPlace = segmentKinds.some((one) => one === kind) && (start === 0 || isCount(start)) && isCount(length);
  const hasGrid = rows !== undefined || columns !== undefined;
  return hasPlace && (!hasGrid || (isCount(rows) && isCount(columns) && rows * columns === length));
}

/** Patches that the author places; they stand before the file's segments. */
export interface GivenPatches {
  /** Position of the first, and number of patches; absent: all tokens, or all but a class token. */
  readonly span?: readonly [start: number, length: number] | null;
  /** Rows and columns. */
  readonly grid?: readonly [rows: number, columns: number] | null;
}

const names = ['query_segments', 'key_segments', 'segments'] as const;

/**
 * The segments of both sides, by layer: `query_segments` and `key_segments`, or `segments`, which are both's where there are as many
 * queries as keys, else the side's that they fill; the rows and columns that axes name, where there are none of these. Lists for the items of a batch are taken for the one that is shown. null where the
 * file names none.
 * @throws {AttnError} rejects with `bad-segments` where they are none, `segments-misfit` where they reach beyond the tokens, or may be of either side
 */
export async function readSegments(
  file: TensorFile,
  { items, sizes, sizeOf, picture }: Pick<LayerArrays, 'items' | 'sizes' | 'sizeOf' | 'picture'>,
  given: GivenPatches & { readonly batch?: number | null } = {},
): Promise<((layer: number) => SideSegments) | null> {
  if (given.span || given.grid) return placed(given, sizes, sizeOf);
  const batch = given.batch ?? 0;
  const [query, key, common] = await Promise.all(names.map((name) => readList(file, name, items, batch)));
  if (!query && !key && !common) {
    if (!picture) return null;
    const { side, rows, columns } = picture;
    const image: Segment = { kind: 'image', start: 0, length: rows * columns, rows, columns };
    return () => ({ query: null, key: null, [side]: [image] });
  }
  const sidesOf = (queries: number, keys: number): SideSegments | null => {
    const own = { query: within(query, queries), key: within(key, keys) };
    const sides = common && commonSides(endOf(common[common.length - 1]), queries, keys);
    const lost = (query && !own.query) || (key && !own.key) || (common && !sides);
    if (lost) return null;
    return { query: own.query ?? (sides?.query ? common : null), key: own.key ?? (sides?.key ? common : null) };
  };
  const layer = sizes.find(([, , queries, keys]) => sidesOf(queries, keys));
  if (!layer) {
    const [, , queries, keys] = sizes[0];
    throw new AttnError('segments-misfit', { queries, keys });
  }
  return (layer) => {
    const [, , queries, keys] = sizeOf(layer) ?? [0, 0, 0, 0];
    return sidesOf(queries, keys) ?? { query: null, key: null };
  };
}

/**
 * Segments of the patches that an author places.
 * @throws {AttnError} `bad-option` where the span is of another number of patches than the grid, `segments-misfit`
 */
function placed(
  { span, grid }: GivenPatches,
  sizes: LayerArrays['sizes'],
  sizeOf: LayerArrays['sizeOf'],
): (layer: number) => SideSegments {
  const length = grid ? grid[0] * grid[1] : span![1];
  if (span && span[1] !== length) {
    throw new AttnError('bad-option', { name: 'grid', value: grid!.join(' '), ...reason`span has ${span[1]} patches` });
  }
  const image = (start: number): Segment => ({
    kind: 'image',
    start,
    length,
    ...(grid && { rows: grid[0], columns: grid[1] }),
  });
  const classToken: Segment = { kind: 'class', start: 0, length: 1 };
  const sideOf = (count: number): readonly Segment[] | null => {
    if (span) return endOf(image(span[0])) <= count ? [image(span[0])] : null;
    return count === length ? [image(0)] : count === length + 1 ? [classToken, image(1)] : null;
  };
  const sidesOf = (queries: number, keys: number): SideSegments | null => {
    const sides = span ? commonSides(endOf(image(span[0])), queries, keys) : { query: true, key: true };
    const found = { query: sides?.query ? sideOf(queries) : null, key: sides?.key ? sideOf(keys) : null };
    return found.query || found.key ? found : null;
  };
  if (!sizes.some(([, , queries, keys]) => sidesOf(queries, keys))) {
    const [, , queries, keys] = sizes[0];
    throw new AttnError('segments-misfit', { queries, keys });
  }
  return (layer) => {
    const [, , queries, keys] = sizeOf(layer) ?? [0, 0, 0, 0];
    return sidesOf(queries, keys) ?? { query: null, key: null };
  };
}

/** Segments that do not reach beyond so many tokens. */
function within(segments: readonly Segment[] | null, count: number): readonly Segment[] | null {
  return segments && endOf(segments[segments.length - 1]) <= count ? segments : null;
}

/** Sides that segments of both may be of; null where either could be meant, or none. */
function commonSides(end: number, queries: number, keys: number): { query: boolean; key: boolean } | null {
  const isFilled = { query: end === queries, key: end === keys };
  if (isFilled.query || isFilled.key) return isFilled;
  const isHeld = { query: end < queries, key: end < keys };
  if (!isHeld.query && !isHeld.key) return null;
  return isHeld.query && isHeld.key && queries !== keys ? null : isHeld;
}

/** Segments as a list in JSON, or its text in the metadata of safetensors or in an array of an archive. */
async function readList(
  file: TensorFile,
  name: string,
  items: number,
  batch: number,
): Promise<readonly Segment[] | null> {
  let text = file.metadata.get(name) ?? '';
  if (file.has(name)) {
    const array = await file.get(name);
    text = array.dtype === 'string' ? array.values.join('') : `[${array.shape.join(', ')}]`;
  } else if (!file.metadata.has(name)) return null;
  const value = parsed(text);
  const isOfBatch = Array.isArray(value) && value.length === items && value.every(Array.isArray);
  const found = checkSegments(isOfBatch ? value.at(batch) : value);
  if (found) return found;
  const quoted = text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
  throw new AttnError('bad-segments', { name, value: quoted });
}

/** Most characters of wrong segments that their sentence quotes. */
const MOST_QUOTED = 120;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
