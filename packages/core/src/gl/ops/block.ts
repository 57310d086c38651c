import type { AttentionShape } from '../../math/attention/shape.js';
import { AttnError } from '../../errors.js';
import type { Device } from './device.js';

/**
 * The part of a call that is computed at once: some heads of some batch items, and of each the same run of queries. Its
 * scores lie in as many textures as the device writes together: texture t holds queries t, t + targets, … of the run,
 * four keys a texel, heads side by side.
 */
export interface Block {
  /** First head, counted through the batch, and how many. */
  readonly head: number;
  readonly heads: number;
  /** First head of the queries that is loaded, and first of the keys and values. */
  readonly loaded: readonly [number, number];
  /** First query and how many. */
  readonly query: number;
  readonly queries: number;
}

/** Texels of a row of scores. */
export const keyTexels = (shape: AttentionShape): number => Math.ceil(shape.keys / 4);

/** Heads whose operands are loaded together, counted through the batch: those that share a key head are never parted. */
export interface Group {
  readonly head: number;
  readonly heads: number;
  readonly keyHead: number;
  readonly keyHeads: number;
}

/** Cuts the heads of a call into groups whose operands and output need at most so many bytes, or else as few as can be. */
export function groupsOf({ batch, heads, keyHeads, ...lengths }: AttentionShape, bytes: number): Group[] {
  const { queries, keys, width, keyWidth, valueWidth } = lengths;
  const sharing = heads / keyHeads;
  const bytesEach = 4 * (sharing * queries * (width + valueWidth) + keys * (keyWidth + valueWidth));
  const size = Math.max(1, Math.floor(bytes / bytesEach));
  const groups: Group[] = [];
  for (let keyHead = 0; keyHead < batch * keyHeads; keyHead += size) {
    const count = Math.min(size, batch * keyHeads - keyHead);
    groups.push({ head: keyHead * sharing, heads: count * sharing, keyHead, keyHeads: count });
  }
  return groups;
}

/** Cuts a group into blocks whose scores need at most so many bytes; one run of queries of one head at the least. */
export function blocksOf(
  device: Device,
  shape: AttentionShape,
  group: Group,
  bytes: number,
  texelBytes: number,
): Block[] {
  const { targets, maxSize } = device;
  const rowBytes = keyTexels(shape) * texelBytes;
  const abreast = Math.floor(maxSize / Math.max(keyTexels(shape), Math.ceil(shape.valueWidth / 4)));
  if (abreast === 0) {
    throw new AttnError('too-large', { what: 'A row of scores', bytes: rowBytes, limit: maxSize * texelBytes });
  }
  const runs = Math.max(1, Math.min(Math.floor(bytes / rowBytes / targets), maxSize));
  const queries = Math.min(shape.queries, targets * runs);
  const heads = Math.min(group.heads, abreast, Math.max(1, Math.floor(bytes / (rowBytes * queries))));
  const loaded = [group.head, group.keyHead] as const;
  const blocks: Block[] = [];
  const end = group.head + group.heads;
  for (let head = group.head; head < end; head += heads) {
    for (let query = 0; query < shape.queries; query += queries) {
      const size = { heads: Math.min(heads, end - head), queries: Math.min(queries, shape.queries - query) };
      blocks.push({ loaded, head, query, ...size });
    }
  }
  return blocks;
}
