import { expect, it } from 'vitest';
import { layerNames } from '../../src/layers.js';
import type { ImageLayer } from '../../src/model.js';

/** A layer that is strongest at one of 4 × 4 patches. */
const layer = (name: string, patch: number) => {
  const values = Float32Array.from({ length: 16 }, (_, at) => Number(at === patch));
  return { name, color: '#000000', map: { values, colored: values, shown: values } } as unknown as ImageLayer;
};
const boxOf = (patch: number) => {
  const [x, y] = [(patch % 4) / 4, Math.floor(patch / 4) / 4];
  return [x, y, x + 0.25, y + 0.25] as const;
};
const size = { width: 200, height: 200 };

it('names of layers lie neither upon one another nor upon the patch that looks', () => {
  const looking = 5;
  const placed = layerNames([layer('Head 0', 5), layer('Head 1', 5), layer('Head 2', 9)], boxOf, size, () => 40, [
    looking,
  ]);
  expect(placed).toHaveLength(3);
  const boxes = [...placed.map((one) => ({ ...one, height: 17 })), { x: 50, y: 50, width: 50, height: 50 }];
  for (const [at, a] of boxes.entries())
    for (const b of boxes.slice(at + 1)) {
      const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(isApart).toBe(true);
    }
  for (const { x, y, width } of placed) expect(x >= 0 && y >= 0 && x + width <= 200 && y + 17 <= 200).toBe(true);
});

it('a name stays at the strongest patch where nothing is in its way', () => {
  const [{ x, y, width }] = layerNames([layer('Head 0', 5)], boxOf, size, () => 40, [0]);
  expect([x + width / 2, y + 17 / 2]).toEqual([75, 75]);
});
