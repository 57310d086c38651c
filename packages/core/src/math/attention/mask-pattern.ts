import { requireWhole } from '../option.js';
import type { AttentionGrid } from './grid.js';
import type { PatternMask } from './mask.js';

/** Whether the query at a position, of so many before it, may attend to a key. */
type Allows = (position: number, key: number, query: number) => boolean;

/** The pattern as an array [queries, keys], 1 where a key may be attended. Throws `bad-option`. */
export function maskPattern(mask: PatternMask, { queries, keys }: AttentionGrid): Uint8Array {
  const allows = patternOf(mask, keys);
  const values = new Uint8Array(queries * keys);
  for (let query = 0; query < queries; query++) {
    for (let key = 0; key < keys; key++)
      values[query * keys + key] = Number(allows(query + keys - queries, key, query));
  }
  return values;
}

function patternOf(mask: PatternMask, keys: number): Allows {
  switch (mask.kind) {
    case 'prefix':
      requireWhole('mask prefix', mask.size, 0);
      return (position, key) => key <= position || key < mask.size;
    case 'documents': {
      const documents = documentsOf(mask.lengths, keys);
      return (position, key) => documents[key] === documents[position];
    }
    case 'dilated':
      requireWhole('mask size', mask.size, 0);
      requireWhole('mask dilated', mask.gap, 1);
      return (position, key) => {
        const distance = Math.abs(key - position);
        return distance % mask.gap === 0 && distance <= mask.size * mask.gap;
      };
    case 'strided':
      requireWhole('mask strided', mask.stride, 1);
      return (position, key) => {
        const distance = position - key;
        return distance >= 0 && (distance <= mask.stride || distance % mask.stride === 0);
      };
    case 'random':
      return randomKeys(mask, keys);
  }
}

/** The number of the document at each position. */
function documentsOf(lengths: readonly number[], count: number): Int32Array {
  const documents = new Int32Array(count).fill(lengths.length);
  let start = 0;
  for (const [at, length] of lengths.entries()) {
    requireWhole('mask documents', length, 1);
    documents.fill(at, start, start + length);
    start += length;
  }
  return documents;
}

function randomKeys({ count, seed, size, globals }: Extract<PatternMask, { kind: 'random' }>, keys: number): Allows {
  requireWhole('mask random', count, 0);
  requireWhole('mask seed', seed, 0);
  requireWhole('mask globals', globals, 0);
  const draws = new Map<number, ReadonlySet<number>>();
  const drawn = (position: number) => {
    const known = draws.get(position) ?? draw(count, keys, seed, position);
    draws.set(position, known);
    return known;
  };
  return (position, key, query) =>
    key < globals || query < globals || (size !== null && Math.abs(key - position) <= size) || drawn(position).has(key);
}

/** So many different keys of all (Floyd), the same for a seed and a position on every machine. */
function draw(count: number, keys: number, seed: number, position: number): Set<number> {
  const next = randomBits(seed, position);
  const drawn = new Set<number>();
  for (let last = Math.max(0, keys - count); last < keys; last++) {
    const key = next() % (last + 1);
    drawn.add(drawn.has(key) ? last : key);
  }
  return drawn;
}

/** Whole numbers below 2³² (the generator mulberry32). */
function randomBits(seed: number, position: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(position + 1, 0x85ebca6b);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
