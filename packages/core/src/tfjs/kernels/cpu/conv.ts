import type { CpuRuntime } from '../../cpu-runtime/cpu-runtime.js';
import { type KernelArray, type CpuKernel, put, rowMajor, take, transposedBlock } from './cpu-kernel.js';

/** Marks a pool that no cell of which passed the ReLU. */
const NONE = 4;

/**
 * Cells that differ by no more than summing in another order changes, two units of the last place, are equal, and the last of
 * equals wins. Either choice is right, and which one PyTorch takes hangs on its own rounding: in the one recorded training that
 * comes upon such a tie it took the last, where sums in float64 take the first.
 */
const NEARLY = 1 - 2 ** -22;

interface Size {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
}

function sizeOf(x: KernelArray, weight: KernelArray): Size {
  const [batch, height, width, inputs] = x.shape;
  return { batch, height, width, inputs, outputs: weight.shape[0] };
}

/** Writes the weight [outputs, inputs, 3, 3] as [9 × inputs, outputs], in the order of a patch. */
function putWeight(floats: Float32Array, at: number, { values }: KernelArray, { inputs, outputs }: Size): void {
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let tap = 0; tap < 9; tap++) {
        floats[at + (tap * inputs + input) * outputs + output] = values[(output * inputs + input) * 9 + tap];
      }
    }
  }
}

/** Writes the 3 × 3 neighbourhoods of one image as rows: [pixels, 9 × inputs], zeros beyond the edges. */
function putPatches(floats: Float32Array, patches: number, image: number, { height, width, inputs }: Size): void {
  let to = patches;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let dy = -1; dy <= 1; dy++) {
        // Three neighbours of a row lie side by side.
        const inside = y + dy >= 0 && y + dy < height;
        const from = image + ((y + dy) * width + x - 1) * inputs;
        if (inside && x > 0 && x < width - 1) {
          for (let i = 0; i < 3 * inputs; i++) floats[to++] = floats[from + i];
        } else {
          for (let dx = 0; dx < 3; dx++) {
            const there = inside && x + dx > 0 && x + dx <= width;
            for (let i = dx * inputs; i < (dx + 1) * inputs; i++) floats[to++] = there ? floats[from + i] : 0;
          }
        }
      }
    }
  }
}

/** Adds what `putPatches` took apart together again. */
function addPatches(floats: Float32Array, patches: number, image: number, { height, width, inputs }: Size): void {
  let from = patches;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++, from += inputs) {
          if (y + dy < 0 || y + dy >= height || x + dx < 0 || x + dx >= width) continue;
          const to = image + ((y + dy) * width + x + dx) * inputs;
          for (let i = 0; i < inputs; i++) floats[to + i] += floats[from + i];
        }
      }
    }
  }
}

/** Index in the map of the cell `which` (0 … 3) of a pool. */
const cellOf = (row: number, column: number, which: number, width: number) =>
  (2 * row + (which >> 1)) * width + 2 * column + (which & 1);

/** relu(conv3×3(x) + b), the largest of each 2 × 2 cells; and which cell that was, 4 where none was above 0. */
export const convOnCpu: CpuKernel<object> = (runtime, { x, weight, bias }) => {
  const size = sizeOf(x, weight);
  const { batch, height, width, inputs, outputs } = size;
  const pixels = height * width;
  const rows = Math.floor(height / 2);
  const columns = Math.floor(width / 2);
  runtime.begin();
  const atX = runtime.alloc(x.values.length);
  const atW = runtime.alloc(weight.values.length);
  const atB = runtime.alloc(outputs);
  const patches = runtime.alloc(pixels * 9 * inputs);
  const z = runtime.alloc(pixels * outputs);
  const { floats } = runtime;
  put(runtime, atX, x);
  put(runtime, atB, bias);
  putWeight(floats, atW, weight, size);
  const values = new Float32Array(batch * rows * columns * outputs);
  const winners = new Int32Array(values.length);
  for (let item = 0, to = 0; item < batch; item++) {
    putPatches(floats, patches, atX + item * pixels * inputs, size);
    const [a, b] = [rowMajor(patches, 9 * inputs), rowMajor(atW, outputs)];
    runtime.multiply(pixels, outputs, 9 * inputs, a, b, z, outputs, 1, false);
    // Before the cells are compared, as in PyTorch: rounding decides who wins a near tie.
    runtime.addRow(z, atB, pixels, outputs);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const first = z + cellOf(row, column, 0, width) * outputs;
        for (let output = 0; output < outputs; output++, to++) {
          const at = first + output;
          const below = at + width * outputs;
          let most = floats[at];
          let which = 0;
          for (let cell = 1; cell < 4; cell++) {
            const value = floats[(cell & 2 ? below : at) + (cell & 1) * outputs];
            if (value < most * NEARLY) continue;
            which = cell;
            if (value > most) most = value;
          }
          // Written so that NaN stays NaN.
          values[to] = most <= 0 ? 0 : most;
          winners[to] = most <= 0 ? NONE : which;
        }
      }
    }
  }
  const shape = [batch, rows, columns, outputs];
  return [
    { values, shape },
    { values: winners, shape },
  ];
};

/** The gradient of the map before pooling, of one image: what came back goes to the cell that won. */
function unpool(
  runtime: CpuRuntime,
  dz: number,
  item: number,
  upstream: KernelArray,
  winners: KernelArray,
  width: number,
  pixels: number,
) {
  const [, rows, columns, outputs] = winners.shape;
  const { floats } = runtime;
  const [won, up] = [winners.values, upstream.values];
  floats.fill(0, dz, dz + pixels * outputs);
  let from = item * rows * columns * outputs;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let output = 0; output < outputs; output++, from++) {
        const which = won[from];
        if (which !== NONE) floats[dz + cellOf(row, column, which, width) * outputs + output] = up[from];
      }
    }
  }
}

/** Gradients of the weight and of the bias. */
export const convWeightGradientOnCpu: CpuKernel<object> = (runtime, { x, weight, winners, upstream }) => {
  const size = sizeOf(x, weight);
  const { batch, height, width, inputs, outputs } = size;
  const pixels = height * width;
  runtime.begin();
  const atX = runtime.alloc(x.values.length);
  const patches = runtime.alloc(pixels * 9 * inputs);
  const dz = runtime.alloc(pixels * outputs);
  const dw = runtime.alloc(9 * inputs * outputs);
  const { floats } = runtime;
  put(runtime, atX, x);
  floats.fill(0, dw, dw + 9 * inputs * outputs);
  for (let item = 0; item < batch; item++) {
    unpool(runtime, dz, item, upstream, winners, width, pixels);
    putPatches(floats, patches, atX + item * pixels * inputs, size);
    const [a, b] = [transposedBlock(patches, 9 * inputs), rowMajor(dz, outputs)];
    runtime.multiply(9 * inputs, outputs, pixels, a, b, dw, outputs, 1, true);
  }
  const values = new Float32Array(weight.values.length);
  for (let output = 0, to = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let tap = 0; tap < 9; tap++) values[to++] = floats[dw + (tap * inputs + input) * outputs + output];
    }
  }
  const sums = new Float32Array(outputs);
  const [won, up] = [winners.values, upstream.values];
  for (let i = 0; i < up.length; i++) if (won[i] !== NONE) sums[i % outputs] += up[i];
  return [
    { values, shape: weight.shape },
    { values: sums, shape: [outputs] },
  ];
};

/** The gradient of x. */
export const convInputGradientOnCpu: CpuKernel<object> = (runtime, { x, weight, winners, upstream }) => {
  const size = sizeOf(x, weight);
  const { batch, height, width, inputs, outputs } = size;
  const pixels = height * width;
  runtime.begin();
  const atW = runtime.alloc(weight.values.length);
  const patches = runtime.alloc(pixels * 9 * inputs);
  const dz = runtime.alloc(pixels * outputs);
  const dx = runtime.alloc(x.values.length);
  const { floats } = runtime;
  putWeight(floats, atW, weight, size);
  floats.fill(0, dx, dx + x.values.length);
  for (let item = 0; item < batch; item++) {
    unpool(runtime, dz, item, upstream, winners, width, pixels);
    const [a, b] = [rowMajor(dz, outputs), transposedBlock(atW, outputs)];
    runtime.multiply(pixels, 9 * inputs, outputs, a, b, patches, 9 * inputs, 1, false);
    addPatches(floats, patches, dx + item * pixels * inputs, size);
  }
  return [take(runtime, dx, x.shape)];
};
