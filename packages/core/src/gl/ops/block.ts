import type { MaskRule } from '../../math/attention/mask.js';
import type { AttentionShape } from '../../math/attention/shape.js';
import { AttnError, reason } from '../../errors.js';
import type { Device } from './device.js';
import { isNarrowing, reachOf } from './reach.js';

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
  /** The keys that these queries can reach, in texels of four: first and how many. */
  readonly keyTexel: number;
  readonly keyTexels: number;
}

/** Heads whose operands are loaded together, counted through the batch: those that share a key head are never parted. */
export interface BlockGroup {
  readonly head: number;
  readonly heads: number;
  readonly keyHead: number;
  readonly keyHeads: number;
}

/** All heads of a call. */
export const allHeads = ({ batch, heads, keyHeads }: AttentionShape): BlockGroup => ({
  head: 0,
  heads: batch * heads,
  keyHead: 0,
  keyHeads: batch * keyHeads,
});

/** Cuts the heads of a call into groups whose operands and output need at most so many bytes, or else as few as can be. */
export function groupsOf({ batch, heads, keyHeads, ...lengths }: AttentionShape, bytes: number): BlockGroup[] {
  const { queries, keys, width, keyWidth, valueWidth } = lengths;
  const sharing = heads / keyHeads;
  const bytesEach = 4 * (sharing * queries * (width + valueWidth) + keys * (keyWidth + valueWidth));
  const size = Math.max(1, Math.floor(bytes / bytesEach));
  const groups: BlockGroup[] = [];
  for (let keyHead = 0; keyHead < batch * keyHeads; keyHead += size) {
    const count = Math.min(size, batch * keyHeads - keyHead);
    groups.push({ head: keyHead * sharing, heads: count * sharing, keyHead, keyHeads: count });
  }
  return groups;
}

/** Most queries of a run where a mask leaves out far keys, so that it has only the keys in their reach. Shorter ones gain nothing. */
const NARROW_QUERIES = 384;

/** Cuts a group into blocks whose scores need at most so many bytes; one run of queries of one head at the least. */
export function blocksOf(
  device: Device,
  shape: AttentionShape,
  rule: MaskRule,
  group: BlockGroup,
  bytes: number,
  texelBytes: number,
): Block[] {
  const { targets, maxSize } = device;
  const texels = Math.ceil(shape.keys / 4);
  const rowBytes = texels * texelBytes;
  const abreast = Math.floor(maxSize / Math.max(texels, Math.ceil(shape.valueWidth / 4)));
  if (abreast === 0) {
    throw new AttnError('too-large', { ...reason`A row of scores`, bytes: rowBytes, limit: maxSize * texelBytes });
  }
  const mostQueries = isNarrowing(rule) ? NARROW_QUERIES : shape.queries;
  const runs = Math.min(Math.floor(bytes / rowBytes / targets), Math.ceil(mostQueries / targets), maxSize);
  const queries = Math.min(shape.queries, targets * Math.max(1, runs));
  const heads = Math.min(group.heads, abreast, Math.max(1, Math.floor(bytes / (rowBytes * queries))));
  const blocks: Block[] = [];
  const end = group.head + group.heads;
  for (let head = group.head; head < end; head += heads) {
    for (let query = 0; query < shape.queries; query += queries) {
      const last = Math.min(query + queries, shape.queries) - 1;
      const [from, to] = reachOf(rule, shape, query, last);
      const keyTexel = Math.floor(from / 4);
      blocks.push({
        loaded: [group.head, group.keyHead],
        head,
        heads: Math.min(heads, end - head),
        query,
        queries: last + 1 - query,
        keyTexel,
        // A texture has at least one texel, also where no key is in reach.
        keyTexels: Math.max(1, Math.ceil(to / 4) - keyTexel),
      });
    }
  }
  return blocks;
}
