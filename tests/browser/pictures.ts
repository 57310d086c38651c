import type { Page } from '@playwright/test';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far two pictures are apart, from 0 to 1, black against white. */
export interface Distance {
  /** Of all squares. */
  readonly mean: number;
  /** Of the square that is farthest, and its corner. */
  readonly farthest: number;
  readonly at: readonly [x: number, y: number];
}

/**
 * Compares two PNGs (base64) square by square, by the mean colour of each: edges may be smoothed in other ways.
 * @param part of the first; all of it without one
 * @param place corner of that part in the second
 * @param except rectangles that are passed over, with every square that they touch
 * @param side of a square, in pixels
 */
export const distanceOf = (
  page: Page,
  [first, second]: readonly [string, string],
  {
    part = null,
    place = [0, 0],
    except = [],
    side = 8,
  }: {
    part?: Rectangle | null;
    place?: readonly [number, number];
    except?: readonly Rectangle[];
    side?: number;
  } = {},
): Promise<Distance> =>
  page.evaluate(
    async (given) => {
      const read = async (data: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const context = canvas.getContext('2d', { willReadFrequently: true })!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, canvas.width, canvas.height);
      };
      const a = await read(given.first);
      const b = await read(given.second);
      const part = given.part ?? { x: 0, y: 0, width: a.width, height: a.height };
      if (part.width !== b.width - given.place[0] && !given.part)
        throw new Error(`${a.width} against ${b.width} pixels`);
      const { side, except } = given;
      const isPassed = (x: number, y: number) =>
        except.some((one) => x < one.x + one.width && x + side > one.x && y < one.y + one.height && y + side > one.y);
      let [sum, count, farthest] = [0, 0, 0];
      let at: [number, number] = [0, 0];
      for (let top = 0; top + side <= part.height; top += side) {
        for (let left = 0; left + side <= part.width; left += side) {
          if (isPassed(part.x + left, part.y + top)) continue;
          let away = 0;
          for (let channel = 0; channel < 3; channel++) {
            let difference = 0;
            for (let y = top; y < top + side; y++) {
              for (let x = left; x < left + side; x++) {
                const own = a.data[4 * ((part.y + y) * a.width + part.x + x) + channel];
                difference += own - b.data[4 * ((given.place[1] + y) * b.width + given.place[0] + x) + channel];
              }
            }
            away = Math.max(away, Math.abs(difference) / side ** 2 / 255);
          }
          sum += away;
          count += 1;
          if (away > farthest) [farthest, at] = [away, [part.x + left, part.y + top]];
        }
      }
      if (count === 0) throw new Error('nothing was compared');
      return { mean: sum / count, farthest, at };
    },
    { first, second, part, place, except, side },
  );
