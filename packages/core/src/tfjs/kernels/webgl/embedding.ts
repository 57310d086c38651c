import type { EmbeddingAttributes } from '../../ops/embedding.js';
import { type GLKernel, program } from './gl-kernel.js';

const forward = program({
  inputs: ['ids', 'table', 'positions'],
  ints: ['entries', 'width', 'tokens', 'hasPositions'],
  body: `
void compute(int i) {
  int at = i / width;
  int column = i % width;
  int id = int(round(ids(at)));
  float row = id >= 0 && id < entries ? table(id * width + column) : uintBitsToFloat(0x7fc00000u);
  result = row + (hasPositions == 1 ? positions(at % tokens * width + column) : 0.0);
}`,
});

/** What came back to every place where the entry stands. */
const toTable = program({
  inputs: ['ids', 'upstream'],
  ints: ['width', 'count'],
  body: `
void compute(int i) {
  int entry = i / width;
  int column = i % width;
  float sum = 0.0;
  for (int at = 0; at < count; at++) if (int(round(ids(at))) == entry) sum += upstream(at * width + column);
  result = sum;
}`,
});

const toPositions = program({
  inputs: ['upstream'],
  ints: ['size', 'period'],
  body: `
void compute(int i) {
  float sum = 0.0;
  if (i < period) for (int at = i; at < size; at += period) sum += upstream(at);
  result = sum;
}`,
});

export const embedding: GLKernel<object> = (gl, { ids, table, positions }) => {
  const [entries, width] = table.shape;
  const tokens = ids.shape[ids.shape.length - 1];
  const numbers = { entries, width, tokens, hasPositions: positions !== undefined };
  return gl.draw(forward, [...ids.shape, width], { ids, table, positions }, numbers);
};

export const embeddingGradient: GLKernel<EmbeddingAttributes> = (gl, { ids, upstream }, { rows }) => {
  const width = upstream.shape[upstream.shape.length - 1];
  return gl.draw(toTable, [rows, width], { ids, upstream }, { width, count: ids.size });
};

export const positionGradient: GLKernel<EmbeddingAttributes> = (gl, { upstream }, { rows }) => {
  const [tokens, width] = upstream.shape.slice(-2);
  return gl.draw(toPositions, [rows, width], { upstream }, { size: upstream.size, period: tokens * width });
};
