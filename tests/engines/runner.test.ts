/** The runner itself: that it fails where it should. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dense, dense } from '@attn-elements/core/math';
import { describe, expect, it } from 'vitest';
import { mathEngine } from './adapters/math.js';
import { holdClose } from './close.js';
import type { Engine } from './engine.js';
import { leastSquares } from './kinds/least-squares.js';
import { maskOf } from './kinds/masks.js';
import { recoverValues } from './kinds/recovered-values.js';
import { weightings } from './kinds/weightings.js';
import { ReferenceCase, type ReadFile } from './reference-case.js';
import { holdEngines } from './reference-tests.js';

// The cases of the repository, whatever folder the engines are held to.
const readReference: ReadFile = (name) => readFile(join(import.meta.dirname, '../reference', name));

/** Registers tests without running them, then runs them: name → the message of its failure, or that it passed. */
async function outcomes(engine: Engine, readFile: ReadFile): Promise<Map<string, string>> {
  const tests: [string, () => Promise<void>][] = [];
  await holdEngines([engine], 'the folder', readFile, (name, test) => tests.push([name, test]));
  const found = new Map<string, string>();
  for (const [name, test] of tests) {
    found.set(
      name,
      await test().then(
        () => 'passed',
        (error: Error) => error.message,
      ),
    );
  }
  return found;
}

const of = (values: number[], ...shape: number[]): Dense => dense(Float64Array.from(values), shape);

const indexOf =
  (index: unknown): ReadFile =>
  async (name) => {
    if (name !== 'index.json') throw new Error(`${name} is not there`);
    return new TextEncoder().encode(JSON.stringify(index));
  };

/** An engine whose every number is changed. */
function spoilt(change: (value: number) => number): Engine {
  const spoil = (result: unknown): unknown => {
    if (typeof result === 'number') return change(result);
    if (ArrayBuffer.isView(result)) return (result as Float32Array).map(change);
    if (Array.isArray(result)) return result.map(spoil);
    if (result === null || typeof result !== 'object') return result;
    return Object.fromEntries(
      Object.entries(result).map(([name, part]) => [name, name === 'shape' ? part : spoil(part)]),
    );
  };
  const operations = Object.fromEntries(
    Object.entries(mathEngine.operations).map(([name, operation]) => [
      name,
      typeof operation === 'function' ? (...args: never[]) => spoil((operation as Function)(...args)) : operation,
    ]),
  );
  return { ...mathEngine, name: 'spoilt', operations };
}

describe('every case fails', () => {
  it.each([
    ['a little off', (value: number) => value + 3e-5],
    ['not a number', () => NaN],
  ] as const)('where numbers are %s', async (_, change) => {
    const found = await outcomes(spoilt(change), readReference);
    expect(found.size).toBeGreaterThan(0);
    expect([...found].filter(([, outcome]) => outcome === 'passed')).toEqual([]);
  });
});

describe('a folder', () => {
  it('that is not there is a failure that says what is needed', async () => {
    const found = await outcomes(mathEngine, () => Promise.reject(new Error('ENOENT')));
    expect([...found.values()]).toEqual([expect.stringContaining('ATTN_REFERENCE_DIR must name a folder')]);
  });

  it.each([{ cases: [] }, {}])('whose index is %o is a failure', async (index) => {
    const found = await outcomes(mathEngine, indexOf(index));
    expect([...found.values()]).toEqual(['the index.json of the folder lists no cases']);
  });

  it('with a kind that nobody knows, or a file that is missing, is a failure', async () => {
    const cases = [
      { file: 'a.npz', kind: 'telepathy' },
      { file: 'b.npz', kind: 'attention' },
    ];
    const found = await outcomes(mathEngine, indexOf({ cases }));
    expect(found.get('a.npz')).toMatch(/^a\.npz: its kind telepathy is none that this runner knows/);
    expect(found.get('b.npz')).toBe('b.npz: b.npz is not there');
  });

  it('that has nothing for an engine is a failure of the engine', async () => {
    const idle = { ...mathEngine, name: 'idle', operations: {}, isComplete: false };
    const found = await outcomes(idle, readReference);
    expect([...found]).toEqual([['idle', 'idle offers no operation that a case in the folder has numbers for']]);
  });

  it('gives an engine that lacks what it must offer a failure each', async () => {
    const found = await outcomes({ ...mathEngine, operations: {} }, readReference);
    expect(found.size).toBeGreaterThan(0);
    for (const outcome of found.values()) expect(outcome).toMatch(/^math has no /);
  });
});

describe('a mask', () => {
  const caseWith = (mask: string, ...allowed: number[]) =>
    new ReferenceCase(
      { file: 'a.npz', kind: 'attention', mask },
      new Map([['mask', dense(Float64Array.from(allowed), [1, 1, 2, 3])]]),
    );

  it.each([
    ['causal', [1, 1, 0, 1, 1, 1], { kind: 'causal' }],
    ['window1', [1, 1, 1, 0, 1, 1], { kind: 'window', size: 1 }],
    ['window0', [0, 1, 0, 0, 0, 1], { kind: 'window', size: 0 }],
    ['padding', [1, 1, 0, 1, 1, 0], { kind: 'padding', lengths: [2] }],
    ['none', [1, 1, 1, 1, 1, 1], { kind: 'none' }],
  ])('named %s is given as a rule, and only if the array says the same', (name, allowed, rule) => {
    expect(maskOf(caseWith(name, ...allowed))).toEqual(rule);
    const last = allowed.with(5, 1 - allowed[5]);
    expect(() => maskOf(caseWith(name, ...last))).toThrow('is not what its array says for query 1, key 2');
  });

  it('that only an array says is given as it is', () => {
    const mask = maskOf(caseWith('given', 1, 0, 1, 0, 1, 0));
    expect(mask).toEqual({ kind: 'array', allowed: { shape: [1, 1, 2, 3], values: Uint8Array.of(1, 0, 1, 0, 1, 0) } });
  });

  it('of another name is a failure', () => {
    expect(() => maskOf(caseWith('veil', 1, 1, 1, 1, 1, 1))).toThrow('the mask veil is none that this runner knows');
  });
});

describe('what is compared', () => {
  it('is every number, and the shape', () => {
    expect(() => holdClose('x', of([1, 2, 3, 4], 2, 2), of([1, 2, 3, 4], 4), 1)).toThrow('x has shape [2, 2], not [4]');
    expect(() => holdClose('x', of([0, 0, 0.1, 0], 2, 2), of([0, 0, 0, 0.05], 2, 2), 0.01)).toThrow(
      'x[1, 0] is 0.1, not 0',
    );
    expect(() => holdClose('x', of([0, NaN], 2), of([0, 0], 2), 1)).toThrow('x[1] is NaN, not 0');
    holdClose('x', of([-Infinity, 1000], 2), of([-Infinity, 1000.0001], 2), 1e-5);
  });

  it('is a softmax at the temperature in the name of its array', async () => {
    const scores = of([0, Math.log(2)], 1, 2);
    const arrays = new Map([
      ['scores', scores],
      ['softmax_t05', of([1 / 5, 4 / 5], 1, 2)],
      ['softmax_t1', of([1 / 3, 2 / 3], 1, 2)],
      ['softmax_t025', of([1 / 17, 16 / 17], 1, 2)],
    ]);
    const holdings = weightings(new ReferenceCase({ file: 'a.npz', kind: 'weightings' }, arrays));
    expect(holdings.map(({ what }) => what)).toEqual(['softmax_t05', 'softmax_t1', 'softmax_t025']);
    for (const holding of holdings) await holding.hold(mathEngine);
  });
});

describe('values that are recovered', () => {
  it('solve least squares, and say how well they are determined', () => {
    // By hand: columns (3, 4) and (0, 2) have A^T A = [[25, 8], [8, 4]], eigenvalues (29 ± √697) / 2.
    const { solutions, condition } = leastSquares(
      [Float64Array.of(3, 4), Float64Array.of(0, 2)],
      [Float64Array.of(6, 14)],
    );
    expect([...solutions[0]]).toEqual([expect.closeTo(2, 12), expect.closeTo(3, 12)]);
    expect(condition).toBeCloseTo(Math.sqrt((29 + Math.sqrt(697)) / (29 - Math.sqrt(697))), 10);
    expect(leastSquares([Float64Array.of(1), Float64Array.of(2)], [Float64Array.of(1)]).condition).toBe(Infinity);
  });

  it('are those that made the output, where the weights are of full rank, and left alone where not', () => {
    const weights = of([0.75, 0.25, 0.25, 0.75, 0.5, 0.5, 0.5, 0.5], 1, 2, 2, 2);
    // Values (8, −4) in both heads.
    const output = of([5, -1, 2, 2], 1, 2, 2, 1);
    const { value, known } = recoverValues(weights, output, 2);
    expect(known).toEqual([true, false]);
    expect([...value.values]).toEqual([8, -4, 0, 0]);
  });
});
