import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathSegments, type Segment } from '../../src/vector/path-segments.js';

const still = [1, 0, 0, 1, 0, 0] as const;
const of = (d: string) => pathSegments({ d, transform: still });

/** Points along a cubic curve, by its definition. */
const along = (start: readonly number[], { from, into, to }: Extract<Segment, { kind: 'curve' }>) =>
  [0.25, 0.5, 0.75, 1].map((t) =>
    [0, 1].map(
      (i) => (1 - t) ** 3 * start[i] + 3 * (1 - t) ** 2 * t * from[i] + 3 * (1 - t) * t ** 2 * into[i] + t ** 3 * to[i],
    ),
  );

describe('a path of SVG', () => {
  it('is lines and curves from place to place, however it is written', () => {
    expect(of('M1,2h3v4h-3Z')).toEqual(of('M 1 2 L 4 2 4 6 L1 6z'));
    expect(of('m1-2 3,.5.5 0')).toEqual([
      { kind: 'move', to: [1, -2] },
      { kind: 'line', to: [4, -1.5] },
      { kind: 'line', to: [4.5, -1.5] },
    ]);
    expect(of('M0 0c1 0 2 1 2 2s1 2 2 2')).toEqual(of('M0 0C1 0 2 1 2 2C2 3 3 4 4 4'));
    expect(of('M0 0Q3 3 6 0T12 0')[2]).toEqual({ kind: 'curve', from: [8, -2], into: [10, -2], to: [12, 0] });
    expect(of('M1 1h4zl1 1').at(-1)).toEqual({ kind: 'line', to: [2, 2] });
  });

  it('lies where its matrix puts it', () => {
    expect(pathSegments({ d: 'M1,2L3,4', transform: [0, 1, -2, 0, 10, 20] })).toEqual([
      { kind: 'move', to: [6, 21] },
      { kind: 'line', to: [2, 23] },
    ]);
  });

  it('stays on the circle of its arcs, the way round that their flags say', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        fc.double({ min: 0.1, max: 6.1, noNaN: true }),
        fc.boolean(),
        (radius, start, turn, isBack) => {
          const at = (angle: number) => [radius * Math.cos(angle), radius * Math.sin(angle)];
          const [from, to] = [at(start), at(start + (isBack ? -turn : turn))];
          const flags = `${Number(turn > Math.PI)}${Number(!isBack)}`;
          let here = from;
          let angle = 0;
          for (const segment of of(`M${from.join()}A${radius} ${radius} 0 ${flags}${to.join(' ')}`)) {
            if (segment.kind !== 'curve') continue;
            for (const point of along(here, segment)) {
              // A quarter of a circle as one cubic curve is 0.03 per cent off.
              expect(Math.hypot(...point) / radius).toBeCloseTo(1, 3);
              const [x, y] = here;
              const step = Math.atan2(x * point[1] - y * point[0], x * point[0] + y * point[1]);
              angle += step;
              here = point;
            }
          }
          expect(angle).toBeCloseTo(isBack ? -turn : turn, 2);
          expect(Math.hypot(here[0] - to[0], here[1] - to[1])).toBeLessThan(1e-6);
        },
      ),
    );
  });
});
