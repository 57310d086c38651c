import { type GLArray, type GLRunner, program } from './gl-kernel.js';

/** Softmax of each run of `columns` values, of those only that the mask lets count; 0 where none does. */
const rows = program({
  inputs: ['x', 'mask'],
  ints: ['columns', 'hasMask'],
  body: `
bool counts(int i) {
  return hasMask == 0 || mask(i) != 0.0;
}
void compute(int i) {
  result = 0.0;
  if (!counts(i)) return;
  int row = i - i % columns;
  float most = x(i);
  for (int k = row; k < row + columns; k++) if (counts(k)) most = max(most, x(k));
  float sum = 0.0;
  for (int k = row; k < row + columns; k++) if (counts(k)) sum += exp(x(k) - most);
  result = exp(x(i) - most) / sum;
}`,
});

export function softmaxRows(gl: GLRunner, x: GLArray, columns: number, mask?: GLArray): GLArray {
  return gl.draw(rows, x.shape, { x, mask }, { columns, hasMask: mask !== undefined })[0];
}
