import { describe, expect, it } from 'vitest';
import { sinusoidal } from '../../../src/math/index.js';

/** Largest distance from sine and cosine computed one by one, over every `every`-th value. */
function distance(options: { length: number; width: number; base?: number; start?: number }, every = 1): number {
  const { width, base = 10_000, start = 0 } = options;
  const { values } = sinusoidal(options);
  let most = 0;
  for (let i = 0; i < values.length; i += every) {
    const [position, column] = [start + Math.floor(i / width), i % width];
    const angle = position / base ** ((column - (column % 2)) / width);
    most = Math.max(most, Math.abs(values[i] - (column % 2 ? Math.cos(angle) : Math.sin(angle))));
  }
  return most;
}

describe('sinusoidal encodings of many positions', () => {
  // A prime, so that every column and every place between two anew computed angles is looked at.
  it('8192 × 1024 are sines and cosines to the last digit of a float32', () =>
    expect(distance({ length: 8192, width: 1024 }, 97)).toBeLessThan(1e-7));

  it.each([
    { length: 5000, width: 7 },
    { length: 200, width: 64, start: 12_345 },
    { length: 130, width: 10, start: 10_000_000 },
    { length: 130, width: 6, base: 0.5 },
    { length: 130, width: 6, base: 1e12 },
  ])('are so for %o', (options) => expect(distance(options)).toBeLessThan(1e-7));

  it('from a start in the middle of a run of turns are those of the longer table', () => {
    const all = sinusoidal({ length: 200, width: 12 }).values;
    for (const start of [1, 63, 64, 65, 100]) {
      const { values } = sinusoidal({ length: 100, width: 12, start });
      values.forEach((value, i) => expect(Math.abs(value - all[start * 12 + i])).toBeLessThan(2.4e-7));
    }
  });
});
