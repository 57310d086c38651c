import { AttentionCall, biasRow, type AttentionTile } from './attention-call.js';
import { type AttentionAttributes, packedRows, type Rows, rowsOf, headStart } from './attention-plan.js';
import { type KernelArray, type CpuKernel, put, rowMajor, take, transposedBlock } from './cpu-kernel.js';
import { asTheyAre, projectGradient } from './projection.js';
import { weighGradient } from './weighting.js';

/** Shape of the output in the layout of the queries. */
export function attentionOutputShape({ layout, batch, heads, queries, valueWidth }: AttentionAttributes): number[] {
  return layout === 'heads-first' ? [batch, heads, queries, valueWidth] : [batch, queries, heads * valueWidth];
}

/**
 * Attention, a tile of queries after another: the matrix of scores is never kept whole, and keys that no query of a tile may
 * attend to cost nothing. Gives the output and, if asked, the weights.
 */
export const attentionOnCpu: CpuKernel<AttentionAttributes> = (runtime, inputs, attrs) => {
  const { layout, batch, heads, queries, keys, valueWidth } = attrs;
  const call = new AttentionCall(runtime, inputs, attrs);
  const output = rowsOf(layout, runtime.alloc(batch * heads * queries * valueWidth), heads, queries, valueWidth);
  const weights = attrs.weights ? new Float32Array(batch * heads * queries * keys) : null;
  call.eachTile((tile) => {
    const { item, head, first, rows, from, to } = tile;
    const columns = to - from;
    call.weigh(tile);
    const at = headStart(output, item, head) + first * output.token;
    const p = rowMajor(call.tile, columns);
    // Over no columns at all this writes the zeros of rows that may attend nothing.
    runtime.multiply(rows, valueWidth, columns, p, call.valuesOf(tile), at, output.token, 1, false);
    if (!weights) return;
    for (let row = 0; row < rows; row++) {
      const source = call.tile + row * columns;
      const target = ((item * heads + head) * queries + first + row) * keys + from;
      weights.set(runtime.floats.subarray(source, source + columns), target);
    }
  });
  const outputs = [take(runtime, output.at, attentionOutputShape(attrs))];
  return weights ? [...outputs, { values: weights, shape: [batch, heads, queries, keys] }] : outputs;
};

/** Gradients in the order query, key, value (or the packed array alone), then of whatever else the call was given. */
export const attentionGradientOnCpu: CpuKernel<AttentionAttributes> = (runtime, inputs, attrs) => {
  const { layout, heads, keyHeads, queries, keys, width, keyWidth, valueWidth, score } = attrs;
  const { upstream, upstreamWeights, relative, bias } = inputs;
  const call = new AttentionCall(runtime, inputs, attrs);
  const { compared, parameters } = call;
  const zeroed = (count: number) => {
    const at = runtime.alloc(count);
    runtime.floats.fill(0, at, at + count);
    return at;
  };
  const room = (name: string) => zeroed(inputs[name]?.values.length ?? 0);
  const dOutput = rowsOf(layout, runtime.alloc(upstream.values.length), heads, queries, valueWidth);
  put(runtime, dOutput.at, upstream);
  const g = runtime.alloc(call.tileRows * keys);
  let dQuery: Rows;
  let dKey: Rows;
  let dValue: Rows;
  const packed = room('packed');
  if (layout === 'packed') {
    dQuery = packedRows(packed, heads, queries, width, 0);
    dKey = packedRows(packed, heads, queries, width, 1);
    dValue = packedRows(packed, heads, queries, width, 2);
  } else {
    dQuery = rowsOf(layout, room('query'), heads, queries, width);
    dKey = rowsOf(layout, room('key'), keyHeads, keys, keyWidth);
    dValue = rowsOf(layout, room('value'), keyHeads, keys, valueWidth);
  }
  const dParameters = { query: room('scoreQuery'), key: room('scoreKey'), vector: room('scoreVector') };
  const dProjectedQuery = runtime.alloc(asTheyAre(score, 'query') ? 0 : queries * compared);
  const dProjectedKey = runtime.alloc(asTheyAre(score, 'key') ? 0 : keys * compared);
  const dRelative = relative && new Float32Array(relative.values.length);
  const dBias = bias && new Float32Array(bias.values.length);

  /** Adds what came back to the weights themselves. */
  const addWeights = ({ item, head, first, rows, from, to }: AttentionTile, { values }: KernelArray) => {
    const { floats } = runtime;
    const start = ((item * heads + head) * queries + first) * keys + from;
    for (let row = 0, at = g; row < rows; row++) {
      for (let i = 0; i < to - from; i++, at++) floats[at] += values[start + row * keys + i];
    }
  };

  const gradientOfBias = ({ item, head, first, rows, from, to }: AttentionTile) => {
    const { floats } = runtime;
    const columns = to - from;
    for (let row = 0; row < rows; row++) {
      const source = g + row * columns;
      if (dRelative) {
        const shared = relative.shape[1];
        const offset = (from - first - row + queries - 1) * shared + (head % shared);
        for (let i = 0; i < columns; i++) dRelative[offset + i * shared] += floats[source + i];
      } else if (dBias) {
        const offset = biasRow(bias.shape, item, head, first + row) + from;
        for (let i = 0; i < columns; i++) dBias[offset + i] += floats[source + i];
      }
    }
  };

  /** Adds the gradients of the queries and keys of a tile, as they were compared. */
  const gradientOfScores = (tile: AttentionTile) => {
    const { item, head, keyHead, first, rows, from, to } = tile;
    const columns = to - from;
    const query = call.queriesOf(tile);
    const key = call.keysOf(tile);
    const toQuery = asTheyAre(score, 'query')
      ? { at: headStart(dQuery, item, head) + first * dQuery.token, row: dQuery.token }
      : { at: dProjectedQuery + first * compared, row: compared };
    const toKey = asTheyAre(score, 'key')
      ? { at: headStart(dKey, item, keyHead) + from * dKey.token, row: dKey.token }
      : { at: dProjectedKey + from * compared, row: compared };
    if (score === 'additive') {
      const was = { query: query.at, key: key.at, v: parameters.vector };
      const gradients = { query: toQuery.at, key: toKey.at, v: dParameters.vector };
      runtime.additiveGradient(g, columns, was, gradients, rows, columns, compared);
      return;
    }
    const { scale } = attrs;
    runtime.multiply(rows, compared, columns, rowMajor(g, columns), key, toQuery.at, toQuery.row, scale, true);
    runtime.multiply(columns, compared, rows, transposedBlock(g, columns), query, toKey.at, toKey.row, scale, true);
  };

  /** Takes what was summed for a whole head back through the projections. */
  const gradientOfProjections = ({ item, head, keyHead }: AttentionTile) => {
    const { query, key } = call;
    const side = (rows: Rows, from: number) => ({ at: headStart(rows, item, from), row: rows.token, column: 1 });
    if (!asTheyAre(score, 'query')) {
      const [x, dx] = [side(query, head), side(dQuery, head)];
      const weight = parameters.query;
      projectGradient(runtime, score, x, queries, width, weight, dProjectedQuery, compared, dx, dParameters.query);
    }
    if (!asTheyAre(score, 'key')) {
      const [x, dx] = [side(key, keyHead), side(dKey, keyHead)];
      const weight = parameters.key;
      projectGradient(runtime, score, x, keys, keyWidth, weight, dProjectedKey, compared, dx, dParameters.key);
    }
  };

  call.eachTile((tile) => {
    const { item, head, keyHead, first, rows, from, to } = tile;
    const { floats } = runtime;
    const columns = to - from;
    if (first === 0) {
      if (!asTheyAre(score, 'query')) floats.fill(0, dProjectedQuery, dProjectedQuery + queries * compared);
      if (!asTheyAre(score, 'key')) floats.fill(0, dProjectedKey, dProjectedKey + keys * compared);
    }
    if (columns > 0) {
      call.weigh(tile);
      const up = { at: headStart(dOutput, item, head) + first * dOutput.token, row: dOutput.token, column: 1 };
      const value = call.valuesOf(tile);
      const flipped = { at: value.at, row: 1, column: value.row };
      runtime.multiply(rows, columns, valueWidth, up, flipped, g, columns, 1, false);
      if (upstreamWeights) addWeights(tile, upstreamWeights);
      const toValue = headStart(dValue, item, keyHead) + from * dValue.token;
      const weights = transposedBlock(call.tile, columns);
      runtime.multiply(columns, valueWidth, rows, weights, up, toValue, dValue.token, 1, true);
      if (attrs.weighting === 'softmax') {
        runtime.softmaxGradient(call.tile, g, rows, columns, columns, 1 / attrs.temperature);
      } else {
        for (let row = 0; row < rows; row++) {
          weighGradient(
            runtime,
            attrs.weighting,
            attrs.temperature,
            call.tile + row * columns,
            g + row * columns,
            columns,
          );
        }
      }
      gradientOfBias(tile);
      gradientOfScores(tile);
    }
    if (first + rows === queries) gradientOfProjections(tile);
  });

  const taken = (name: string, at: number): KernelArray[] =>
    inputs[name] ? [take(runtime, at, inputs[name].shape)] : [];
  return [
    ...taken('packed', packed),
    ...taken('query', dQuery.at),
    ...taken('key', dKey.at),
    ...taken('value', dValue.at),
    ...taken('scoreQuery', dParameters.query),
    ...taken('scoreKey', dParameters.key),
    ...taken('scoreVector', dParameters.vector),
    ...(dRelative ? [{ values: dRelative, shape: relative.shape }] : []),
    ...(dBias ? [{ values: dBias, shape: bias.shape }] : []),
  ];
};
