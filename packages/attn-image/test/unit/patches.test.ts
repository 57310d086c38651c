import { describe, expect, it } from 'vitest';
import { findPatches, type PatchOptions } from '../../src/patches.js';

const none: PatchOptions = { grid: null, lead: null, side: null, regions: null };
const find = (queries: number, keys: number, options: Partial<PatchOptions> = {}, isBare = false) =>
  findPatches(queries, keys, { ...none, ...options }, isBare);

describe('patches', () => {
  it('are the keys where they make a square, with or without a token before it', () => {
    expect(find(5, 49)).toMatchObject({ side: 'key', lead: 0, rows: 7, columns: 7, isSelf: false });
    expect(find(197, 197)).toMatchObject({ side: 'key', lead: 1, rows: 14, columns: 14, isSelf: true });
    expect(find(196, 196)).toMatchObject({ side: 'key', lead: 0, count: 196, isSelf: true });
  });

  it('are the queries where the keys make none', () => {
    expect(find(50, 7)).toMatchObject({ side: 'query', lead: 1, rows: 7, columns: 7, isSelf: false });
    expect(find(16, 9, { side: 'query' })).toMatchObject({ side: 'query', rows: 4 });
  });

  it('follow the grid that is named; what stands before it is counted', () => {
    expect(find(3, 160, { grid: [10, 16] })).toMatchObject({ lead: 0, rows: 10, columns: 16 });
    // DINOv2: a class token and four registers.
    expect(find(261, 261, { grid: [16, 16] })).toMatchObject({ lead: 5, rows: 16, isSelf: true });
    expect(find(3, 160, { grid: [10, 17] })).toBe(null);
    expect(find(261, 261, { grid: [16, 16], lead: 1 })).toBe(null);
  });

  it('follow the number of tokens before them', () => {
    // 17 could be 4 × 4 after one; of 20, four come first.
    expect(find(20, 20, { lead: 4 })).toMatchObject({ lead: 4, rows: 4 });
    expect(find(10, 10, { lead: 0 })).toBe(null);
    expect(find(10, 10)).toMatchObject({ lead: 1, rows: 3 });
  });

  it('are boxes where there are regions', () => {
    expect(find(4, 36, { regions: 36 })).toMatchObject({ rows: 36, columns: 1, isRegions: true, lead: 0 });
    expect(find(4, 37, { regions: 36 })).toMatchObject({ lead: 1 });
    expect(find(4, 3, { regions: 36 })).toBe(null);
  });

  it('are the matrix itself where it says so, or nothing says otherwise', () => {
    expect(find(7, 7, { grid: [7, 7] })).toMatchObject({ isMap: true, count: 49, rows: 7, isSelf: false });
    expect(find(5, 12, {}, true)).toMatchObject({ isMap: true, rows: 5, columns: 12 });
    expect(find(6, 12, {}, false)).toBe(null);
    expect(find(6, 12, { side: 'key' }, true)).toBe(null);
  });

  it('are not found in a single position', () => {
    expect(find(1, 1)).toBe(null);
    expect(find(2, 2)).toBe(null);
  });
});
