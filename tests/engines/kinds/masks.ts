import type { Dense, Mask } from '@attn-elements/core/math';
import type { ReferenceCase } from '../reference-case.js';

/** Whether a key may be attended, in the words of the index's conventions; p is query + keys − queries. */
type Rule = (batch: number, p: number, key: number) => boolean;

/**
 * The mask that a case names: as a rule where there is one, after holding the rule to the mask's array, and as that array where
 * only it says.
 */
export function maskOf(reference: ReferenceCase): Mask {
  const name = reference.text('mask');
  const [, size] = /^window(\d+)$/.exec(name) ?? [];
  if (size) {
    checkRule(reference, (_, p, key) => Math.abs(key - p) <= Number(size));
    return { kind: 'window', size: Number(size) };
  }
  switch (name) {
    case 'none':
      checkRule(reference, () => true);
      return { kind: 'none' };
    case 'causal':
      checkRule(reference, (_, p, key) => key <= p);
      return { kind: 'causal' };
    case 'padding': {
      const lengths = firstRowSums(reference.array('mask'));
      checkRule(reference, (batch, _, key) => key < lengths[batch]);
      return { kind: 'padding', lengths };
    }
    case 'given':
      return { kind: 'array', allowed: reference.bytes('mask') };
  }
  throw new Error(`the mask ${name} is none that this runner knows`);
}

/** Number of keys that the first query of each batch item may attend. */
function firstRowSums({ shape, values }: Dense): number[] {
  const [batch, heads, queries, keys] = shape;
  return Array.from({ length: batch }, (_, item) => {
    const start = item * heads * queries * keys;
    return Array.from(values.subarray(start, start + keys)).reduce((sum, value) => sum + value, 0);
  });
}

/** Throws where a rule and the mask's array differ: then the rule is not what the file was computed with. */
function checkRule(reference: ReferenceCase, rule: Rule): void {
  if (!reference.has('mask')) return;
  const { shape, values } = reference.array('mask');
  const [, heads, queries, keys] = shape;
  values.forEach((value, at) => {
    const key = at % keys;
    const query = Math.floor(at / keys) % queries;
    const batch = Math.floor(at / keys / queries / heads);
    if (rule(batch, query + keys - queries, key) === (value !== 0)) return;
    const name = reference.text('mask');
    throw new Error(`the rule of mask ${name} is not what its array says for query ${query}, key ${key}`);
  });
}
