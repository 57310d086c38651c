import { describe, expect, it } from 'vitest';
import {
  attentionFlow,
  countMissingRows,
  dense,
  firstTokenShare,
  inductionScore,
  isMissingRow,
  meanWeight,
  previousTokenScore,
  rollout,
  rollUpHeads,
} from '../../src/math/index.js';

// Three queries of two words and padding, whose softmax over nothing is NaN.
const left = [
  [0.75, 0.25],
  [0.5, 0.5],
];
const rows = [
  [0.75, 0.25, 0],
  [0.5, 0.5, 0],
  [NaN, NaN, NaN],
];
const values = Float32Array.from(rows.flat());

describe('rows that are no numbers', () => {
  it('are told from rows with a hole, and from masked ones', () => {
    expect(countMissingRows(values, 3, 3)).toBe(1);
    expect(isMissingRow([NaN, 0.5], 0, 2)).toBe(false);
    expect(isMissingRow([NaN, -Infinity], 0, 2)).toBe(true);
    expect(isMissingRow([-Infinity, -Infinity], 0, 2)).toBe(false);
  });

  it('take no part in a mean', () => {
    // numpy.nanmean(rows, 0) is [0.625, 0.375, 0].
    const column = (at: number) => meanWeight(3, (row) => rows[row][at]);
    expect([0, 1, 2].map(column)).toEqual([0.625, 0.375, 0]);
    const mean = (...weights: number[]) => meanWeight(weights.length, (at) => weights[at]);
    expect(mean(NaN, NaN)).toBeNaN();
    expect(mean(NaN, -Infinity)).toBe(-Infinity);
    expect(mean(NaN, -Infinity, 0.5)).toBe(0.25);
  });

  it('take no part where heads are rolled up', () => {
    // numpy.nanmean, nanmax and nanmin of two heads.
    const heads = [Float32Array.of(NaN, 0.25, NaN), Float32Array.of(0.5, 0.75, NaN)];
    expect(rollUpHeads(heads, 'mean')).toEqual(Float32Array.of(0.5, 0.5, NaN));
    expect(rollUpHeads(heads, 'max')).toEqual(Float32Array.of(0.5, 0.75, NaN));
    expect(rollUpHeads(heads, 'min')).toEqual(Float32Array.of(0.5, 0.25, NaN));
  });

  it('take no part in what sorts heads', () => {
    const attention = dense(values, [3, 3]);
    expect(firstTokenShare(attention).values[0]).toBe(0.625);
    expect(previousTokenScore(attention).values[0]).toBe(0.5);
    expect(inductionScore(attention, ['a', 'a', 'a']).values[0]).toBe(0.5);
  });

  it('leave a rollout and a flow of the others as if they were not there', () => {
    const padded = Float32Array.from([...values, ...values]);
    const whole = rollout(dense(padded, [2, 3, 3])).values;
    const small = rollout(dense(Float32Array.from([left, left].flat(2)), [2, 2, 2])).values;
    expect([whole[0], whole[1], whole[3], whole[4]]).toEqual([...small]);
    expect(whole.subarray(6)).toEqual(Float32Array.of(NaN, NaN, NaN));
    const flow = attentionFlow(dense(padded, [2, 3, 3])).values;
    const smallFlow = attentionFlow(dense(Float32Array.from([left, left].flat(2)), [2, 2, 2])).values;
    expect([flow[0], flow[1], flow[3], flow[4]]).toEqual([...smallFlow]);
    expect(flow.subarray(6)).toEqual(Float32Array.of(NaN, NaN, NaN));
  });
});
