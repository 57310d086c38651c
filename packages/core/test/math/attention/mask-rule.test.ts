import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedKeys, dense, type Mask, maskRule, mayAttend } from '../../../src/math/index.js';
import { allows, anyGrid, anyMask, cellsOf } from './masks.js';

const grid = { batch: 2, heads: 2, queries: 3, keys: 5 };
const anyCase = anyGrid.chain((lengths) =>
  fc.record({ lengths: fc.constant(lengths), masks: fc.array(anyMask(lengths), { maxLength: 5 }) }),
);

describe('the rule of masks', () => {
  it('allows what every mask allows', () => {
    fc.assert(
      fc.property(anyCase, ({ lengths, masks }) => {
        const rule = maskRule(masks, lengths);
        for (const cell of cellsOf(lengths)) {
          const [item, head, query, key] = cell;
          const expected = masks.every((mask) => allows(mask, lengths, cell));
          expect(mayAttend(rule, item, head, query, key, lengths.queries, lengths.keys)).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says the same of a row at once', () => {
    fc.assert(
      fc.property(anyCase, ({ lengths, masks }) => {
        const rule = maskRule(masks, lengths);
        for (const [item, head, query, key] of cellsOf(lengths)) {
          if (key > 0) continue;
          const row = new Uint8Array(lengths.keys).fill(3);
          allowedKeys(rule, item, head, query, lengths, row);
          const cells = Array.from(row, (_, at) => [item, head, query, at]);
          expect([...row]).toEqual(cells.map((cell) => (masks.every((mask) => allows(mask, lengths, cell)) ? 1 : 0)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes one mask, several or none', () => {
    expect(maskRule(undefined, grid)).toEqual(maskRule({ kind: 'none' }, grid));
    expect(maskRule({ kind: 'causal' }, grid)).toEqual(maskRule([{ kind: 'causal' }], grid));
  });

  it('needs no array where it has words', () => {
    const masks: Mask[] = [
      { kind: 'causal' },
      { kind: 'window-global', size: 3, globals: 2 },
      { kind: 'window', size: 2 },
      { kind: 'block', size: 4 },
      { kind: 'padding', lengths: [5, 2] },
      { kind: 'padding', lengths: [3, 4] },
    ];
    expect(maskRule(masks, grid)).toEqual({
      causal: true,
      window: 2,
      globals: 0,
      block: 4,
      lengths: Int32Array.of(3, 2),
      allowed: null,
    });
    expect(maskRule([masks[2], masks[1]], grid)).toMatchObject({ window: 2, globals: 0, allowed: null });
    expect(maskRule([masks[3], { kind: 'block', size: 3 }], grid).allowed?.shape).toEqual([1, 1, 3, 5]);
  });

  const refused: [string, Mask, string, string][] = [
    ['as many lengths as batch items', { kind: 'padding', lengths: [5] }, 'bad-option', '2 batch items'],
    ['lengths from 0 up', { kind: 'padding', lengths: [5, -1] }, 'bad-option', '-1'],
    ['whole lengths', { kind: 'padding', lengths: [5, 1.5] }, 'bad-option', '1.5'],
    ['a window from 0 up', { kind: 'window', size: -1 }, 'bad-option', '-1'],
    ['a window that is a number', { kind: 'window', size: NaN }, 'bad-option', 'NaN'],
    ['whole globals', { kind: 'window-global', size: 1, globals: 0.5 }, 'bad-option', '0.5'],
    ['blocks from 1 up', { kind: 'block', size: 0 }, 'bad-option', '0'],
    [
      'an array of the matrices’ size',
      { kind: 'array', allowed: dense(new Uint8Array(15), [5, 3]) },
      'wrong-shape',
      '[3, 5]',
    ],
    [
      'an array for each batch item or one for all',
      { kind: 'array', allowed: dense(new Uint8Array(45), [3, 1, 3, 5]) },
      'wrong-shape',
      '1 or 2',
    ],
    [
      'an array of two or four axes',
      { kind: 'array', allowed: dense(new Uint8Array(30), [2, 3, 5]) },
      'wrong-shape',
      '[3, 5]',
    ],
    ['a kind that there is', { kind: 'diagonal' } as unknown as Mask, 'bad-option', 'window-global'],
  ];
  it.each(refused)('asks for %s', (_, mask, code, words) => {
    expect(() => maskRule(mask, grid)).toThrow(expect.objectContaining({ name: 'AttnError', code }));
    expect(() => maskRule(mask, grid)).toThrow(words);
  });
});
