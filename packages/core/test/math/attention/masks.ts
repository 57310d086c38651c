import fc from 'fast-check';
import { type AttentionGrid, dense, type Mask } from '../../../src/math/index.js';

export const anyGrid: fc.Arbitrary<AttentionGrid> = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  heads: fc.integer({ min: 1, max: 3 }),
  queries: fc.integer({ min: 1, max: 7 }),
  keys: fc.integer({ min: 1, max: 7 }),
});

const size = fc.integer({ min: 0, max: 5 });

/** Masks that words say alone: of those that are drawn by chance a test knows less. */
export type SaidMask = Exclude<Mask, { kind: 'random' }>;

/** One mask of any kind that fits. */
export function anyMask({ batch, heads, queries, keys }: AttentionGrid): fc.Arbitrary<SaidMask> {
  const shape = fc.constantFrom(
    [queries, keys],
    [1, 1, queries, keys],
    [batch, 1, queries, keys],
    [1, heads, queries, keys],
    [batch, heads, queries, keys],
  );
  const allowed = shape.chain((lengths) => {
    const count = lengths.reduce((product, length) => product * length, 1);
    return fc
      .array(fc.constantFrom(0, 1, 1, 7), { minLength: count, maxLength: count })
      .map((values) => dense(Uint8Array.from(values), lengths));
  });
  return fc.oneof(
    fc.constant<SaidMask>({ kind: 'none' }),
    fc.constant<SaidMask>({ kind: 'causal' }),
    fc
      .array(fc.integer({ min: 0, max: keys + 2 }), { minLength: batch, maxLength: batch })
      .map((lengths): SaidMask => ({ kind: 'padding', lengths })),
    size.map((distance): SaidMask => ({ kind: 'window', size: distance })),
    fc.tuple(size, size).map(([distance, globals]): SaidMask => ({ kind: 'window-global', size: distance, globals })),
    fc.integer({ min: 1, max: 4 }).map((length): SaidMask => ({ kind: 'block', size: length })),
    size.map((length): SaidMask => ({ kind: 'prefix', size: length })),
    fc
      .array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 })
      .map((lengths): SaidMask => ({ kind: 'documents', lengths })),
    fc
      .tuple(size, fc.integer({ min: 1, max: 3 }))
      .map(([reach, gap]): SaidMask => ({ kind: 'dilated', size: reach, gap })),
    fc.integer({ min: 1, max: 3 }).map((stride): SaidMask => ({ kind: 'strided', stride })),
    allowed.map((array): SaidMask => ({ kind: 'array', allowed: array })),
  );
}

/** What the words that document a mask say of one cell. */
export function allows(
  mask: SaidMask,
  { queries, keys }: AttentionGrid,
  [item, head, query, key]: readonly number[],
): boolean {
  const position = keys - queries + query;
  const isNear = (distance: number) => key >= position - distance && key <= position + distance;
  switch (mask.kind) {
    case 'none':
      return true;
    case 'causal':
      return key <= position;
    case 'padding':
      return key < mask.lengths[item];
    case 'window':
      return isNear(mask.size);
    case 'window-global':
      return isNear(mask.size) || key < mask.globals || query < mask.globals;
    case 'block': {
      let start = -10 * mask.size;
      while (start + mask.size <= position) start += mask.size;
      return key >= start && key < start + mask.size;
    }
    case 'prefix':
      return key <= position || key < mask.size;
    case 'documents': {
      const ends = mask.lengths.map((_, at) => mask.lengths.slice(0, at + 1).reduce((sum, length) => sum + length, 0));
      const of = (at: number) => ends.filter((end) => end <= at).length;
      return position >= 0 && of(position) === of(key);
    }
    case 'dilated':
      for (let step = -mask.size; step <= mask.size; step++) if (key === position + step * mask.gap) return true;
      return false;
    case 'strided': {
      let at = position;
      while (at > key) at -= mask.stride;
      return key <= position && (at === key || key >= position - mask.stride);
    }
    case 'array': {
      const { shape, values } = mask.allowed;
      const [items, heads] = shape.length === 4 ? shape : [1, 1];
      const matrix = (items === 1 ? 0 : item) * heads + (heads === 1 ? 0 : head);
      return values[(matrix * queries + query) * keys + key] > 0;
    }
  }
}

/** All cells of all matrices. */
export function cellsOf({ batch, heads, queries, keys }: AttentionGrid): number[][] {
  const range = (length: number) => Array.from({ length }, (_, at) => at);
  return range(batch).flatMap((item) =>
    range(heads).flatMap((head) =>
      range(queries).flatMap((query) => range(keys).map((key) => [item, head, query, key])),
    ),
  );
}
