import { type Dense, dense, type LinearParameters } from '@attn-elements/core/math';

/**
 * Layers before the attention of the image classifier, and no part of it: a convolution that keeps the size, ReLU, and
 * the maximum of each 2 × 2 pixels. Images [batch, channels, height, width], weight [out, channels, size, size].
 */
export function convReluPool(images: Dense, { weight, bias }: LinearParameters): Dense<Float64Array> {
  const [batch, channels, height, width] = images.shape;
  const [out, , size] = weight.shape;
  const reach = (size - 1) / 2;
  const shape = [batch, out, height >> 1, width >> 1];
  const pooled = new Float64Array(shape.reduce((product, length) => product * length));
  const convolved = (image: number, filter: number, row: number, column: number) => {
    let sum = bias ? bias.values[filter] : 0;
    for (let channel = 0; channel < channels; channel++) {
      for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++) {
        for (let x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x++) {
          const at = ((filter * channels + channel) * size + y - row + reach) * size + x - column + reach;
          sum += weight.values[at] * images.values[((image * channels + channel) * height + y) * width + x];
        }
      }
    }
    return sum;
  };
  for (let at = 0; at < pooled.length; at++) {
    const column = 2 * (at % shape[3]);
    const row = 2 * (Math.floor(at / shape[3]) % shape[2]);
    const filter = Math.floor(at / shape[3] / shape[2]) % out;
    const image = Math.floor(at / shape[3] / shape[2] / out);
    // The maximum with 0 is the ReLU, which may as well come last.
    pooled[at] = Math.max(
      0,
      convolved(image, filter, row, column),
      convolved(image, filter, row, column + 1),
      convolved(image, filter, row + 1, column),
      convolved(image, filter, row + 1, column + 1),
    );
  }
  return dense(pooled, shape);
}
