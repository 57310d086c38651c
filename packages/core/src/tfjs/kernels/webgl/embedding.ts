import type { EmbeddingAttributes } from '../../ops/embedding.js';
import { type GLKernel, program } from './gl-kernel.js';
import { fromPanels, panelNames, panelProgram, withPanels } from './panels.js';

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

/** Gradient summed over every place where an entry stands, sixteen columns in an invocation: looking for the entry costs most. */
const toTable = panelProgram({
  inputs: ['ids', 'upstream'],
  ints: ['width', 'count'],
  count: 4,
  body: `
vec4 four(int at) {
  return vec4(upstream(at), upstream(at + 1), upstream(at + 2), upstream(at + 3));
}
void compute(int i) {
  int parts = (width + 15) / 16;
  int entry = i / parts;
  int column = i % parts * 16;
  sum0 = sum1 = sum2 = sum3 = vec4(0.0);
  for (int at = 0; at < count; at++) {
    if (int(round(ids(at))) != entry) continue;
    int from = at * width + column;
    sum0 += four(from);
    sum1 += four(from + 4);
    sum2 += four(from + 8);
    sum3 += four(from + 12);
  }
}`,
});

const fromTable = program({
  inputs: panelNames(4),
  ints: ['width'],
  body: `${fromPanels(4)}
void compute(int i) {
  int column = i % width;
  result = fromPanels(column % 16 / 4, i / width * ((width + 15) / 16) + column / 16, column % 4);
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

export const embeddingOnWebgl: GLKernel<object> = (gl, { ids, table, positions }) => {
  const [entries, width] = table.shape;
  const tokens = ids.shape[ids.shape.length - 1];
  const numbers = { entries, width, tokens, hasPositions: positions !== undefined };
  return gl.draw(forward, [...ids.shape, width], { ids, table, positions }, numbers);
};

export const embeddingGradientOnWebgl: GLKernel<EmbeddingAttributes> = (gl, { ids, upstream }, { rows }) => {
  const width = upstream.shape[upstream.shape.length - 1];
  const numbers = { width, count: ids.size };
  return withPanels(toTable, rows * Math.ceil(width / 16), { ids, upstream }, numbers, (panels) =>
    gl.draw(fromTable, [rows, width], panels, numbers),
  );
};

export const positionGradientOnWebgl: GLKernel<EmbeddingAttributes> = (gl, { upstream }, { rows }) => {
  const [tokens, width] = upstream.shape.slice(-2);
  return gl.draw(toPositions, [rows, width], { upstream }, { size: upstream.size, period: tokens * width });
};
