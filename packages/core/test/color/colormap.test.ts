import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colormap, colormapNames } from '../../src/color/index.js';

const fixtures: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/tables.json'), 'utf8'),
);
const colorsOf = (table: Uint8Array) =>
  Array.from({ length: 256 }, (_, i) => Buffer.from(table.subarray(i * 3, i * 3 + 3)).toString('hex'));

describe('colour maps', () => {
  it('are the ones that have a reference', () => {
    expect(colormapNames().sort()).toEqual(Object.keys(fixtures).sort());
  });

  it.each(Object.entries(fixtures))('%s is the reference, colour by colour', (name, hex) => {
    const expected = hex.match(/.{6}/g)!;
    expect(expected).toHaveLength(256);
    expect(colorsOf(colormap(name)!.table)).toEqual(expected);
    expect(colorsOf(colormap(`${name}_r`)!.table)).toEqual(expected.toReversed());
  });

  it('are found in any case, and only by their names', () => {
    expect(colormap('Reds')!.table).toBe(colormap('reds')!.table);
    expect(colormap('RdBu_r')!.name).toBe('rdbu_r');
    for (const name of ['', 'jet', 'viridis_r_r', 'constructor', '__proto__', 'viridis ']) {
      expect(colormap(name), name).toBeNull();
    }
  });

  it('diverge where there are two hues', () => {
    const diverging = colormapNames().filter((name) => colormap(name)!.kind === 'diverging');
    expect(diverging.sort()).toEqual(['rdbu', 'vik']);
    expect(colormap('vik_r')!.diverging).toBe(true);
  });
});
