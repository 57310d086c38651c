import type { LayerNormAttributes } from '../../ops/layer-norm.js';
import { type GLKernel, program } from './gl-kernel.js';

const sum = `
float at(int i) {
  return x(i) + (hasResidual == 1 ? residual(i) : 0.0);
}`;

/** Mean and, as `spread`, 1 / standard deviation of a row. */
const moments = `
void findMoments(int row) {
  float total = 0.0;
  for (int i = row * width; i < (row + 1) * width; i++) total += at(i);
  mean = total / float(width);
  float square = 0.0;
  for (int i = row * width; i < (row + 1) * width; i++) square += (at(i) - mean) * (at(i) - mean);
  spread = inversesqrt(square / float(width) + epsilon);
}`;

const across = program({
  inputs: ['x', 'residual'],
  ints: ['width', 'hasResidual'],
  floats: ['epsilon'],
  outputs: ['mean', 'spread'],
  body: `${sum}${moments}
void compute(int row) {
  findMoments(row);
}`,
});

const forward = program({
  inputs: ['x', 'residual', 'mean', 'spread', 'gain', 'bias'],
  ints: ['width', 'hasResidual'],
  body: `${sum}
void compute(int i) {
  int row = i / width;
  result = (at(i) - mean(row)) * spread(row) * gain(i % width) + bias(i % width);
}`,
});

/** The same of a row, and the means of what comes back and of it times the normalized values. */
const along = program({
  inputs: ['x', 'residual', 'gain', 'upstream'],
  ints: ['width', 'hasResidual'],
  floats: ['epsilon'],
  outputs: ['mean', 'spread', 'level', 'slope'],
  body: `${sum}${moments}
void compute(int row) {
  findMoments(row);
  float a = 0.0;
  float b = 0.0;
  for (int k = 0, i = row * width; k < width; k++, i++) {
    float g = upstream(i) * gain(k);
    a += g;
    b += g * (at(i) - mean) * spread;
  }
  level = a / float(width);
  slope = b / float(width);
}`,
});

const toX = program({
  inputs: ['x', 'residual', 'mean', 'spread', 'gain', 'upstream', 'level', 'slope'],
  ints: ['width', 'hasResidual'],
  body: `${sum}
void compute(int i) {
  int row = i / width;
  float normal = (at(i) - mean(row)) * spread(row);
  result = spread(row) * (upstream(i) * gain(i % width) - level(row) - normal * slope(row));
}`,
});

const toGain = program({
  inputs: ['x', 'residual', 'mean', 'spread', 'upstream'],
  ints: ['width', 'hasResidual', 'rows'],
  outputs: ['dgain', 'dbias'],
  body: `${sum}
void compute(int column) {
  float a = 0.0;
  float b = 0.0;
  for (int row = 0, i = column; row < rows; row++, i += width) {
    a += upstream(i) * (at(i) - mean(row)) * spread(row);
    b += upstream(i);
  }
  dgain = a;
  dbias = b;
}`,
});

export const layerNormOnWebgl: GLKernel<LayerNormAttributes> = (gl, { x, residual, gain, bias }, { epsilon }) => {
  const numbers = { width: gain.size, hasResidual: residual !== undefined };
  const [mean, spread] = gl.draw(across, [x.size / gain.size], { x, residual }, numbers, { epsilon });
  return gl.draw(forward, x.shape, { x, residual, mean, spread, gain, bias }, numbers);
};

export const layerNormGradientOnWebgl: GLKernel<LayerNormAttributes> = (gl, given, { epsilon }) => {
  const { x, residual, gain, upstream } = given;
  const rows = x.size / gain.size;
  const numbers = { width: gain.size, hasResidual: residual !== undefined };
  const known = { x, residual, gain, upstream };
  const [mean, spread, level, slope] = gl.draw(along, [rows], known, numbers, { epsilon });
  const past = { ...known, mean, spread };
  const [dx] = gl.draw(toX, x.shape, { ...past, level, slope }, numbers);
  const [dgain, dbias] = gl.draw(toGain, gain.shape, past, { ...numbers, rows });
  return [dx, dgain, dbias];
};
