import { reason } from '../../errors.js';
import { type Dense, dense } from '../dense.js';
import { badOption, requireWhole } from '../option.js';
import { type AttentionGrid, matrixStart, requireGrid } from './grid.js';
import { type Mask, type MaskRule, maskKinds } from './mask.js';
import { maskPattern } from './mask-pattern.js';
import { allowedKeys } from './may-attend.js';

const anyKey: MaskRule = { causal: false, window: Infinity, globals: 0, block: 0, lengths: null, allowed: null };

/**
 * The rule of all masks together: a key may be attended where each of them allows it. What the rule has no words for, two
 * sizes of blocks say, becomes its `allowed`. Throws `bad-option`, `wrong-shape`.
 */
export function maskRule(masks: Mask | readonly Mask[] | undefined, grid: AttentionGrid): MaskRule {
  const list = masks === undefined ? [] : 'kind' in masks ? [masks] : masks;
  let rule = anyKey;
  for (const mask of list) rule = and(rule, mask, grid);
  return rule;
}

/** The rule that also asks the mask. */
function and(rule: MaskRule, mask: Mask, grid: AttentionGrid): MaskRule {
  switch (mask.kind) {
    case 'none':
      return rule;
    case 'causal':
      return { ...rule, causal: true };
    case 'padding':
      return { ...rule, lengths: shorter(rule.lengths, mask.lengths, grid) };
    case 'window':
    case 'window-global': {
      const globals = mask.kind === 'window' ? 0 : mask.globals;
      requireWhole('mask size', mask.size, 0);
      requireWhole('mask globals', globals, 0);
      const isTighter = mask.size <= rule.window && globals <= rule.globals;
      if (rule.window === Infinity || isTighter) return { ...rule, window: mask.size, globals };
      if (mask.size >= rule.window && globals >= rule.globals) return rule;
      return { ...rule, allowed: both(rule.allowed, written(mask, grid), grid) };
    }
    case 'block':
      requireWhole('mask size', mask.size, 1);
      if (rule.block === 0 || rule.block === mask.size) return { ...rule, block: mask.size };
      return { ...rule, allowed: both(rule.allowed, written(mask, grid), grid) };
    case 'prefix':
    case 'documents':
    case 'dilated':
    case 'strided':
    case 'random': {
      const pattern = dense(maskPattern(mask, grid), [1, 1, grid.queries, grid.keys]);
      return { ...rule, allowed: both(rule.allowed, pattern, grid) };
    }
    case 'array':
      requireGrid('The mask', mask.allowed.shape, grid);
      return { ...rule, allowed: both(rule.allowed, mask.allowed, grid) };
  }
  throw badOption('mask', (mask as Mask).kind, reason`the masks are ${maskKinds}`);
}

function shorter(known: Int32Array | null, lengths: ArrayLike<number>, { batch, keys }: AttentionGrid): Int32Array {
  if (lengths.length !== batch) {
    throw badOption(
      'mask lengths',
      `[${Array.from(lengths).join(', ')}]`,
      reason`one for each of ${batch} batch items is needed`,
    );
  }
  return Int32Array.from(lengths, (length, item) => {
    requireWhole('mask length', length, 0);
    return Math.min(length, known ? known[item] : keys);
  });
}

/** One mask as an array [1, 1, queries, keys]. */
function written(mask: Mask, grid: AttentionGrid): Dense<Uint8Array> {
  const { queries, keys } = grid;
  const rule = maskRule(mask, grid);
  const values = new Uint8Array(queries * keys);
  for (let query = 0; query < queries; query++) {
    allowedKeys(rule, 0, 0, query, grid, values.subarray(query * keys, (query + 1) * keys));
  }
  return dense(values, [1, 1, queries, keys]);
}

/** Conjunction of two masks, 1 where both allow it: [1 or batch, 1 or heads, queries, keys]. */
function both(a: Dense<Uint8Array> | null, b: Dense<Uint8Array>, { queries, keys }: AttentionGrid): Dense<Uint8Array> {
  const four = ({ shape }: Dense<Uint8Array>) => (shape.length === 2 ? [1, 1, ...shape] : shape);
  if (!a) return dense(b.values, four(b));
  const batch = Math.max(four(a)[0], four(b)[0]);
  const heads = Math.max(four(a)[1], four(b)[1]);
  const cells = queries * keys;
  const values = new Uint8Array(batch * heads * cells);
  for (let matrix = 0; matrix < batch * heads; matrix++) {
    const item = Math.floor(matrix / heads);
    const fromA = matrixStart(a.shape, item, matrix % heads);
    const fromB = matrixStart(b.shape, item, matrix % heads);
    for (let i = 0; i < cells; i++) {
      values[matrix * cells + i] = a.values[fromA + i] && b.values[fromB + i] ? 1 : 0;
    }
  }
  return dense(values, [batch, heads, queries, keys]);
}
