import type { ExamplePicture } from '../datasets/dataset.js';
import type { Random } from '../trainer/random.js';

/** The part of a side that a picture may be moved by: less than what tells one thing from another. */
const MOST = 1 / 12;

/** A picture moved a little, so that few of them teach as many would. What comes in at a side is 0, as the background. */
export function shifted({ shape, values }: ExamplePicture, random: Random): ExamplePicture {
  const [height, width, channels] = shape;
  const [down, right] = [height, width].map((side) => {
    const most = Math.floor(side * MOST);
    return random.below(2 * most + 1) - most;
  });
  const moved = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    if (y - down < 0 || y - down >= height) continue;
    const from = Math.max(0, -right);
    const to = Math.min(width, width - right);
    const row = values.subarray(((y - down) * width + from) * channels, ((y - down) * width + to) * channels);
    moved.set(row, (y * width + from + right) * channels);
  }
  return { shape, values: moved };
}
