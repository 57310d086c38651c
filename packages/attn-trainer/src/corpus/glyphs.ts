import type { ExamplePicture } from '../datasets/dataset.js';
import type { Random } from '../trainer/random.js';

type Point = readonly [x: number, y: number];
type Stroke = readonly Point[];

/** Points on an ellipse, angles in turns from the right, clockwise as y goes down. */
const arc = (x: number, y: number, width: number, height: number, from: number, to: number): Stroke =>
  Array.from({ length: 13 }, (_, i) => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / 12);
    return [x + (width / 2) * Math.cos(angle), y + (height / 2) * Math.sin(angle)];
  });

/** The ten digits as a pen draws them, in a box from −0.5 to 0.5. */
const digits: readonly (readonly Stroke[])[] = [
  [arc(0, 0, 0.62, 0.96, 0, 1)],
  [
    [
      [-0.2, -0.26],
      [0.04, -0.48],
      [0.04, 0.48],
    ],
  ],
  [[...arc(0, -0.2, 0.56, 0.56, 0.5, 1.1), [-0.3, 0.48], [0.32, 0.48]]],
  [arc(-0.02, -0.24, 0.5, 0.48, 0.6, 1.25), arc(-0.02, 0.22, 0.58, 0.52, 0.75, 1.4)],
  [
    [
      [0.3, 0.16],
      [-0.34, 0.16],
      [0.14, -0.48],
      [0.14, 0.48],
    ],
  ],
  [
    [
      [0.28, -0.48],
      [-0.22, -0.48],
      [-0.26, -0.06],
    ],
    arc(-0.03, 0.18, 0.58, 0.58, 0.62, 1.4),
  ],
  [
    arc(0, 0.2, 0.54, 0.54, 0, 1),
    [
      [-0.27, 0.18],
      [-0.18, -0.2],
      [0.16, -0.48],
    ],
  ],
  [
    [
      [-0.3, -0.48],
      [0.3, -0.48],
      [-0.1, 0.48],
    ],
  ],
  [arc(0, -0.25, 0.46, 0.44, 0, 1), arc(0, 0.22, 0.58, 0.5, 0, 1)],
  [
    arc(0, -0.2, 0.54, 0.54, 0, 1),
    [
      [0.27, -0.2],
      [0.2, 0.2],
      [-0.1, 0.48],
    ],
  ],
];

export const digitNames: readonly string[] = digits.map((_, digit) => String(digit));

/** Channels of a picture: red, green, blue. */
export const CHANNELS = 3;

/**
 * A digit drawn into a square: in any colours that can be told apart, shifted, slanted, wider or narrower, with a thicker or
 * thinner pen, and noise.
 */
export function drawDigit(digit: number, side: number, random: Random): ExamplePicture {
  const size = side * random.between(0.62, 0.86);
  const [shiftX, shiftY] = [0, 0].map(() => random.between(-0.5, 0.5) * (side - size));
  const stretch = random.between(0.8, 1.1);
  const slant = random.between(-0.25, 0.25);
  const pen = random.between(0.5, 0.95);
  const noise = random.between(0, 0.12);
  const place = ([x, y]: Point): Point => [
    side / 2 + shiftX + size * (stretch * x - slant * y),
    side / 2 + shiftY + size * y,
  ];
  const strokes = digits[digit].map((stroke) => stroke.map(place));
  const [paper, ink] = colours(random);
  const values = new Float32Array(side * side * CHANNELS);
  for (let y = 0, at = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      // Half a pixel from full ink to none, as a soft pen leaves it.
      const cover = Math.min(1, Math.max(0, pen + 0.5 - distance([x + 0.5, y + 0.5], strokes)));
      for (let channel = 0; channel < CHANNELS; channel++, at++) {
        const value = paper[channel] + cover * (ink[channel] - paper[channel]) + noise * random.normal();
        values[at] = Math.min(1, Math.max(0, value));
      }
    }
  }
  return { shape: [side, side, CHANNELS], values };
}

/** Distance of a point from the nearest stroke. */
function distance([x, y]: Point, strokes: readonly Stroke[]): number {
  let least = Infinity;
  for (const stroke of strokes) {
    for (let i = 1; i < stroke.length; i++) {
      const [[ax, ay], [bx, by]] = [stroke[i - 1], stroke[i]];
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
    }
  }
  return least;
}

/** Light ink on dark paper, each of any hue. */
function colours(random: Random): readonly [paper: readonly number[], ink: readonly number[]] {
  const shade = (low: number, high: number) => Array.from({ length: CHANNELS }, () => random.between(low, high));
  return [shade(0, 0.35), shade(0.55, 1)];
}
