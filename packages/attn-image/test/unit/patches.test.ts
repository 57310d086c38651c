import { describe, expect, it } from 'vitest';
import { findPatches, isSelfAttention, patchAt, type PatchOptions, type Patches } from '../../src/patches.js';
import type { Segment } from '@attn-elements/core/data';
import { nothingSaid } from './nothing-said.js';

const find = (queries: number, keys: number, options: Partial<PatchOptions> = {}, isBare = false, isSelf = false) =>
  findPatches(queries, keys, { ...nothingSaid, ...options }, { isBare, isSelfAttention: isSelf });

/** Kinds and lengths of what stands on the axis, in its order. */
const kinds = (found: object) => (found as Patches).segments.map(({ kind, length }) => `${length} ${kind}`);

describe('patches', () => {
  it('are the keys where they make a square, with or without a token before it', () => {
    expect(find(5, 49)).toMatchObject({ side: 'key', lead: 0, rows: 7, columns: 7, isSelf: false });
    expect(find(197, 197)).toMatchObject({ side: 'key', lead: 1, rows: 14, columns: 14, isSelf: true });
    expect(find(196, 196)).toMatchObject({ side: 'key', lead: 0, count: 196, isSelf: true });
    expect(kinds(find(577, 577))).toEqual(['1 class', '576 image']);
  });

  it('are the queries where the keys make none', () => {
    expect(find(50, 7)).toMatchObject({ side: 'query', lead: 1, rows: 7, columns: 7, isSelf: false });
    expect(find(16, 9, { side: 'query' })).toMatchObject({ side: 'query', rows: 4 });
  });

  it('follow a class token and four registers where nothing else fits', () => {
    const found = find(41, 41, {}, true, true);
    expect(found).toMatchObject({ lead: 5, rows: 6, columns: 6, isSelf: true, isMap: false, isSupposed: true });
    expect(kinds(found)).toEqual(['1 class', '4 register', '36 image']);
    expect(find(261, 261)).toMatchObject({ lead: 5, rows: 16 });
    // A map of 14 × 14 is no class token, registers and nine patches.
    expect(find(14, 14, {}, true)).toMatchObject({ isMap: true, rows: 14 });
  });

  it('have the ratio of the picture where they make no square', () => {
    expect(find(3, 150, { ratio: 1.5 })).toMatchObject({ rows: 10, columns: 15, isSupposed: true });
    // 640 × 427 pixels in patches of 14: 45 × 30, rounded down.
    expect(find(1, 1350, { ratio: 640 / 427 })).toMatchObject({ rows: 30, columns: 45 });
    expect(find(3, 150, { ratio: 1 })).toMatchObject({ fault: 'noGrid' });
    expect(find(3, 150)).toMatchObject({ fault: 'noGrid' });
  });

  it('are refused where several grids fit, unless one is named', () => {
    const refused = find(3, 100, { ratio: 4 });
    expect(refused).toEqual({ fault: 'manyGrids', details: { grids: ['5 × 20', '10 × 10'] } });
    expect(find(3, 100, { ratio: 4, grid: [5, 20] })).toMatchObject({ rows: 5, columns: 20, isSupposed: false });
    expect(find(50, 50, { ratio: 2 })).toEqual({ fault: 'manyGrids', details: { grids: ['5 × 10', '1 + 7 × 7'] } });
    expect(find(50, 50, { ratio: 2, classToken: 0 })).toMatchObject({ rows: 5, columns: 10 });
    expect(find(50, 50, { ratio: 2, classToken: 1 })).toMatchObject({ rows: 7, columns: 7 });
  });

  it('follow the grid that is named; what stands before it is counted', () => {
    expect(find(3, 160, { grid: [10, 16] })).toMatchObject({ lead: 0, rows: 10, columns: 16, isSupposed: false });
    // DINOv2: a class token and four registers.
    expect(find(261, 261, { grid: [16, 16] })).toMatchObject({ lead: 5, rows: 16, isSelf: true, isSupposed: true });
    expect(find(261, 261, { grid: [16, 16], registers: 4 })).toMatchObject({ lead: 5, isSupposed: false });
    expect(kinds(find(260, 260, { grid: [16, 16], registers: 4 }))).toEqual(['4 register', '256 image']);
    expect(find(3, 160, { grid: [10, 17] })).toMatchObject({ fault: 'noFit' });
  });

  it('are refused among tokens of which nobody says how many come first', () => {
    // 35 tokens of text, 576 patches, 20 of text.
    const refused = find(631, 631, { grid: [24, 24] });
    expect(refused).toEqual({ fault: 'noPrefix', details: { count: 55, patches: '24 × 24' } });
    expect(find(631, 631)).toMatchObject({ fault: 'noGrid' });
    expect(find(261, 261, { grid: [16, 16], classToken: 1 })).toMatchObject({ fault: 'noPrefix' });
    const told = find(631, 631, { grid: [24, 24], classToken: 35 });
    expect(told).toMatchObject({ lead: 35, isSupposed: true });
    expect(kinds(told)).toEqual(['35 text', '576 image', '20 text']);
  });

  it('stand where a span says', () => {
    const told = find(631, 631, { grid: [24, 24], span: [35, 576] });
    expect(told).toMatchObject({ lead: 35, rows: 24, columns: 24, isSelf: true, isSupposed: false });
    expect(kinds(told)).toEqual(['35 text', '576 image', '20 text']);
    expect([34, 35, 610, 611].map((at) => patchAt(told as Patches, at))).toEqual([null, 0, 575, null]);
    expect(find(20, 631, { span: [35, 576] })).toMatchObject({ lead: 35, rows: 24, isSupposed: true });
    expect(find(631, 631, { grid: [24, 24], span: [35, 577] })).toMatchObject({ fault: 'noFit' });
    expect(find(600, 600, { span: [35, 576] })).toMatchObject({ fault: 'noFit' });
  });

  it('stand where the file says', () => {
    const segments: Segment[] = [
      { kind: 'class', start: 0, length: 1 },
      { kind: 'image', start: 3, length: 6, rows: 2, columns: 3 },
    ];
    const both = { query: segments, key: segments };
    const told = find(12, 12, { segments: both });
    expect(told).toMatchObject({ lead: 3, rows: 2, columns: 3, isSupposed: false });
    expect(kinds(told)).toEqual(['1 class', '2 text', '6 image', '3 text']);
    // What holds for the keys alone says that the queries are words.
    expect(find(6, 12, { segments: { query: null, key: segments }, side: 'query' })).toMatchObject({ fault: 'noFit' });
  });

  it('are those of one picture of several: the first, or the one that is asked for', () => {
    const segments: Segment[] = [
      { kind: 'image', start: 1, length: 4 },
      { kind: 'image', start: 6, length: 6, rows: 3, columns: 2 },
    ];
    const all = { segments: { query: segments, key: segments } };
    const first = find(14, 14, all);
    expect(first).toMatchObject({ lead: 1, rows: 2, picture: { index: 0, count: 2, isSupposed: true } });
    expect(kinds(first)).toEqual(['1 text', '4 image', '1 text', '6 image', '2 text']);
    const last = { lead: 6, rows: 3, picture: { index: 1, count: 2, isSupposed: false } };
    expect(find(14, 14, { ...all, picture: 1 })).toMatchObject(last);
    expect(find(14, 14, { ...all, picture: -1 })).toMatchObject(last);
    expect(find(14, 14, { ...all, picture: 2 })).toEqual({ fault: 'noPicture', details: { count: 2 } });
    expect(find(16, 16, { picture: 0 })).toEqual({ fault: 'noPicture', details: { count: 1 } });
    expect(find(14, 14, { ...all, span: [6, 6], grid: [2, 3] })).toMatchObject({ lead: 6, rows: 2, picture: null });
  });

  it('follow the number of tokens before them', () => {
    // 17 could be 4 × 4 after one; of 20, four come first.
    expect(find(20, 20, { classToken: 4 })).toMatchObject({ lead: 4, rows: 4 });
    expect(kinds(find(41, 41, { classToken: 1, registers: 4 }))).toEqual(['1 class', '4 register', '36 image']);
    expect(find(10, 10, { classToken: 0 })).toMatchObject({ fault: 'noFit' });
    expect(find(10, 10)).toMatchObject({ lead: 1, rows: 3 });
  });

  it('are boxes where there are regions', () => {
    expect(find(4, 36, { regions: 36 })).toMatchObject({ rows: 36, columns: 1, isRegions: true, lead: 0 });
    expect(find(4, 37, { regions: 36 })).toMatchObject({ lead: 1 });
    expect(find(4, 3, { regions: 36 })).toMatchObject({ fault: 'noFit' });
    expect(find(4, 41, { regions: 36 })).toMatchObject({ fault: 'noPrefix' });
  });

  it('are the matrix itself where it says so, or nothing says otherwise', () => {
    expect(find(7, 7, { grid: [7, 7] })).toMatchObject({ isMap: true, count: 49, rows: 7, isSelf: false });
    expect(find(5, 12, {}, true)).toMatchObject({ isMap: true, rows: 5, columns: 12, isSupposed: true });
    expect(find(6, 12, {}, false)).toMatchObject({ fault: 'noGrid' });
    expect(find(6, 12, { side: 'key' }, true)).toMatchObject({ fault: 'noGrid' });
    // Scores of 41 positions, or a map of 41 × 41: nothing tells.
    expect(find(41, 41, {}, true)).toEqual({ fault: 'manyGrids', details: { grids: ['41 × 41', '6 × 6'] } });
  });

  it('are not found in a single position, nor in a vector of no square', () => {
    expect(find(1, 1)).toMatchObject({ fault: 'noGrid' });
    expect(find(2, 2)).toMatchObject({ fault: 'noGrid' });
    expect(find(1, 41, {}, true)).toMatchObject({ fault: 'noGrid' });
  });
});

describe('self-attention', () => {
  const matrix = (...values: number[]) => ({ rows: 2, columns: 2, values: Float32Array.from(values) });

  it('has rows that sum to 1, but for rows of padding and what is masked', () => {
    expect(isSelfAttention(matrix(0.5, 0.5, 0.25, 0.75))).toBe(true);
    expect(isSelfAttention(matrix(1, -Infinity, NaN, NaN))).toBe(true);
    expect(isSelfAttention(matrix(0.5, 0.4, 0.25, 0.75))).toBe(false);
    expect(isSelfAttention(matrix(NaN, NaN, NaN, NaN))).toBe(false);
  });
});
