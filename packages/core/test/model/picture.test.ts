import { describe, expect, it } from 'vitest';
import { ModelConfig } from '../../src/model/config.js';
import { pictureSettings, pixelsOf } from '../../src/model/picture.js';
import cases from './fixtures/pillow.json' with { type: 'json' };

const patches = (rows: number, columns: number, channels = 3) =>
  ({ channels, imageSize: [rows, columns], patchSize: [1, 1] }) as unknown as Parameters<typeof pixelsOf>[1];

/** The picture that Pillow was given. */
function picture(width: number, height: number) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) data[4 * (y * width + x) + c] = (x * 37 + y * 59 + c * 83 + x * y * 7) % 256;
    }
  }
  return { width, height, data };
}

const plain = { scale: 1, mean: [0, 0, 0], deviation: [1, 1, 1] };
const config = (fields: object) => new ModelConfig(fields, 'preprocessor_config.json');

describe('a picture for a model', () => {
  it.each(cases)('is made $rows × $columns of $width × $height by filter $resample as Pillow 13 does', (one) => {
    const settings = { ...plain, resample: one.resample };
    const pixels = pixelsOf(picture(one.width, one.height), patches(one.rows, one.columns), settings);
    expect([...pixels]).toEqual(one.values);
  });

  it('has the mean taken off and is divided by the deviation', () => {
    const settings = pictureSettings(
      config({ rescale_factor: 0.5, image_mean: [1, 0, -1], image_std: [2, 1, 4] }),
      patches(1, 1),
    );
    const pixels = pixelsOf(
      { width: 1, height: 1, data: Uint8ClampedArray.of(10, 20, 30, 0) },
      patches(1, 1),
      settings,
    );
    expect([...pixels]).toEqual([2, 10, 4]);
  });

  it('is as ViT has it where nothing is said', () => {
    const settings = pictureSettings(null, patches(1, 1));
    const pixels = pixelsOf(
      { width: 1, height: 1, data: Uint8ClampedArray.of(0, 255, 51, 9) },
      patches(1, 1),
      settings,
    );
    expect([...pixels].map((value) => Math.fround(value))).toEqual([-1, 1, Math.fround(-0.6)]);
  });

  it.each([
    [{ resample: 5 }, 'resample'],
    [{ image_mean: [0, 0] }, 'image_mean'],
    [{ image_std: [1, 0, 1] }, 'image_std'],
    [{ size: { shortest_edge: 256 } }, 'size'],
    [{ rescale_factor: 'x' }, 'rescale_factor'],
  ])('is refused where %j says how', (fields, name) => {
    expect(() => pictureSettings(config(fields), patches(1, 1))).toThrow(name);
  });

  it.each([
    [{ width: 2, height: 2, data: new Uint8ClampedArray(8) }],
    [{ width: 0, height: 0, data: new Uint8ClampedArray() }],
    [{ width: NaN, height: 1, data: new Uint8ClampedArray(4) }],
  ])('is refused where its pixels are not as many as it says', (wrong) => {
    const settings = { ...plain, resample: 2 };
    expect(() => pixelsOf(wrong, patches(1, 1), settings)).toThrow('picture');
  });
});
