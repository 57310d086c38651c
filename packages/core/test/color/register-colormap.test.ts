import { describe, expect, it } from 'vitest';
import { colormap, colormapNames } from '../../src/color/index.js';
import { type Color, registerColormap } from '../../src/register.js';
import { onRegistered } from '../../src/registry.js';

const row = (table: Uint8Array, entry: number) => [...table.subarray(entry * 3, entry * 3 + 3)];

describe('a registered colour map', () => {
  it('is found by its name and as its reverse, and is named with core’s own', () => {
    const before = colormapNames();
    expect(colormap('team')).toBeNull();
    registerColormap('Team', { colors: ['#000000', '#ff8000'] });
    expect(colormapNames()).toEqual([...before, 'team']);
    const map = colormap('TEAM')!;
    expect(map).toMatchObject({ name: 'team', kind: 'sequential', diverging: false });
    expect(colormap('team')).toBe(map);
    const reversed = colormap('team_r')!;
    expect(row(reversed.table, 0)).toEqual([255, 128, 0]);
    expect(row(reversed.table, 255)).toEqual([0, 0, 0]);
  });

  it('mixes its stops at equal distances, rounded', () => {
    registerColormap('stops', { colors: ['#000000', [255, 0, 100], [255, 255, 0]] });
    const { table } = colormap('stops')!;
    // 127 lies at 127/255 × 2 = 0.99608 of the way to the second stop.
    expect(row(table, 127)).toEqual([254, 0, 100]);
    expect(row(table, 128)).toEqual([255, 1, 100]);
    expect(row(table, 51)).toEqual([102, 0, 40]);
    expect(row(table, 255)).toEqual([255, 255, 0]);
  });

  it('of 256 colours is these', () => {
    const colors = Array.from({ length: 256 }, (_, i): Color => [i, (i * 7) % 256, 255 - i]);
    registerColormap('whole', { colors });
    const { table } = colormap('whole')!;
    expect(Array.from({ length: 256 }, (_, i) => row(table, i))).toEqual(colors);
  });

  it('diverges where that is said, whatever its name', () => {
    registerColormap('seismic-like', { colors: ['#0000ff', '#ffffff', '#ff0000'], kind: 'diverging' });
    expect(colormap('seismic-like')).toMatchObject({ kind: 'diverging', diverging: true });
    expect(colormap('seismic-like_r')!.diverging).toBe(true);
  });

  it('replaces one of its name, also of core’s, and tells who waits', () => {
    const told: string[] = [];
    const stop = onRegistered('colormaps', () => told.push('colormaps'));
    const own = colormap('greys')!;
    registerColormap('greys', { colors: ['#101010', '#202020'] });
    expect(colormap('greys')).not.toBe(own);
    expect(row(colormap('greys')!.table, 0)).toEqual([16, 16, 16]);
    expect(colormapNames().filter((name) => name === 'greys')).toHaveLength(1);
    stop();
    registerColormap('greys', { colors: ['#000000', '#ffffff'] });
    expect(told).toEqual(['colormaps']);
  });

  it.each([
    ['a name', '1st', ['#000000', '#ffffff'], 'sequential'],
    ['a reverse', 'team_r', ['#000000', '#ffffff'], 'sequential'],
    ['one colour', 'one', ['#000000'], 'sequential'],
    ['a colour of CSS', 'css', ['black', 'white'], 'sequential'],
    [
      'more than 255',
      'bright',
      [
        [0, 0, 0],
        [256, 0, 0],
      ],
      'sequential',
    ],
    [
      'a number that is none',
      'none',
      [
        [0, 0, 0],
        [Number.NaN, 0, 0],
      ],
      'sequential',
    ],
    ['a kind', 'kind', ['#000000', '#ffffff'], 'rainbow'],
  ])('is refused for %s', (_, name, colors, kind) => {
    const register = () => registerColormap(name, { colors: colors as Color[], kind: kind as 'sequential' });
    expect(register).toThrow(expect.objectContaining({ code: 'bad-option' }));
    expect(colormapNames()).not.toContain(name);
  });
});
