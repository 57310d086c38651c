import { convolution, linear } from './plans.js';

const sizes = { batch: 64, side: 28, channels: 1, width: 8, classes: 10 };
const { batch, side, channels, width, classes } = sizes;

/**
 * The classifier of tutorials on attention: twice a 3 × 3 convolution that keeps the size, ReLU and 2 × 2 maximum; a softmax
 * over the 7 × 7 positions of a linear score, the sum that it weights, and the classes. A class is a bright patch somewhere else,
 * in noise.
 */
export const digits = {
  sizes,
  rate: 1e-2,
  plans: {
    ...convolution('conv1', channels, width),
    ...convolution('conv2', width, 2 * width),
    ...linear('att', 2 * width, 1),
    ...linear('fc', 2 * width, classes),
  },
  draw(next) {
    const labels = Int32Array.from({ length: batch }, () => Math.floor(classes * next()));
    const values = new Float32Array(batch * side * side * channels);
    for (let at = 0; at < values.length; at++) {
      const [image, row, column] = [Math.floor(at / side ** 2), Math.floor(at / side) % side, at % side];
      const [top, left] = [4 + 8 * (labels[image] % 3), 2 + 6 * Math.floor(labels[image] / 3)];
      const isBright = row >= top && row < top + 6 && column >= left && column < left + 4;
      values[at] = 2 * next() - 1 + (isBright ? 2 : 0);
    }
    return {
      images: { shape: [batch, side, side, channels], values },
      labels: { shape: [batch], values: labels },
    };
  },
};
