import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../../../src/data/index.js';
import { type Dense, dense } from '../../../src/math/dense.js';
import { type RotaryOptions, rotaryAngles, rotaryTables } from '../../../src/math/index.js';
import { describeWithData } from '../../data/data-folder.js';
import { fixtures } from './fixtures.js';

/** The farthest that two arrays of one shape are apart. */
function distance(a: Dense, b: Dense): number {
  expect(a.shape).toEqual(b.shape);
  return Array.from(a.values, (value, i) => Math.abs(value - b.values[i])).reduce(
    (most, away) => Math.max(most, away),
    0,
  );
}

const turned = ({ values, shape }: Dense, by: (angle: number) => number) =>
  dense(
    Float64Array.from(values, (angle) => by(angle)),
    shape,
  );

describe('tables of rotations', () => {
  const hold = (options: RotaryOptions) => {
    const angles = rotaryAngles(options);
    const { cosines, sines } = rotaryTables(options);
    // Half a step of float32 at 1, and what 64 turns lose.
    expect(distance(cosines, turned(angles, Math.cos))).toBeLessThan(6.2e-8);
    expect(distance(sines, turned(angles, Math.sin))).toBeLessThan(6.2e-8);
  };

  it.each(fixtures.rotary)('are cosine and sine of the angles, $width wide, base $base, $scaling', (fixture) =>
    hold({ length: 300, width: fixture.width, base: fixture.base, scaling: fixture.scaling }),
  );

  it.each([
    { length: 1, width: 2 },
    { length: 64, width: 2 },
    { length: 65, width: 4 },
    { length: 129, width: 8, start: 63 },
    { length: 200, width: 16, start: 1_000_000 },
    { length: 8192, width: 128, base: 500_000 },
  ])('are so for %o', hold);

  it('are as NumPy computes where frequencies are known', () => {
    const { width, base, scaling, frequencies } = fixtures.rotary.find(({ scaling: { kind } }) => kind === 'yarn')!;
    const { cosines, sines } = rotaryTables({ length: 50, width, base, scaling, start: 900 });
    frequencies.forEach((frequency, pair) => {
      for (const row of [0, 1, 31, 49]) {
        expect(cosines.values[row * frequencies.length + pair]).toBeCloseTo(Math.cos((900 + row) * frequency), 6);
        expect(sines.values[row * frequencies.length + pair]).toBeCloseTo(Math.sin((900 + row) * frequency), 6);
      }
    });
  });

  it.each([
    { width: 7 },
    { width: 0 },
    { length: 0 },
    { length: NaN },
    { base: 0 },
    { base: Infinity },
    { start: 0.5 },
  ])('refuse %o', (wrong) =>
    expect(() => rotaryTables({ length: 4, width: 8, ...wrong })).toThrow(
      expect.objectContaining({ name: 'AttnError', code: 'bad-option' }),
    ),
  );
});

describeWithData('tables that a model ships', 'pos-embeddings', (folder) => {
  const read = async (name: string) => {
    const tensor = await (await load(readFileSync(join(folder, name)))).get('attention');
    if (tensor.dtype === 'string') throw new Error(`${name} holds words`);
    return dense(tensor.float32(), tensor.shape);
  };

  it('are these: stories260K, heads of width 8', async () => {
    const { cosines, sines } = rotaryTables({ length: 512, width: 8, base: 10_000 });
    expect(distance(cosines, await read('stories260K-rope-cos-512x4.f32.npy'))).toBeLessThan(5e-6);
    expect(distance(sines, await read('stories260K-rope-sin-512x4.f32.npy'))).toBeLessThan(5e-6);
  });
});
