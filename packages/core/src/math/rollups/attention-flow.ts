import { reason } from '../../errors.js';
import { type Shape, wrongShape } from '../../shape.js';
import { type Dense, dense } from '../dense.js';
import { badOption } from '../option.js';
import { LayeredFlow } from './layered-flow.js';
import { type LayerOptions, layersWithResidual } from './layers.js';

/** Edges, counted once for each pair of positions, that are taken on: some ten seconds. */
const MOST_EDGES = 1e8;

export interface AttentionFlowOptions extends LayerOptions {
  /** The one position of the last layer to find the flow of; all unless given. */
  readonly position?: number;
  /** Divides each row by its sum, as the authors' code does. False unless given. */
  readonly normalize?: boolean;
}

/**
 * How much of each input token can reach each position of the last layer at most, where attention (with residual
 * connections, as for `rollout`) is the capacity of the edges between layers: the maximum flow from the position to the
 * token (Abnar & Zuidema 2020, 3, "attention flow"). Attention [layers, heads, N, N] or [layers, N, N] gives [N, N],
 * position by input token, or [N] for one `position`.
 *
 * Each pair of positions is a problem of its own on layers × N² edges, by Dinic's algorithm in float64: 12 layers of 32
 * tokens take about a second, one position of 128 tokens as long. A `wrong-shape` refuses what would take more than
 * 10⁸ edges over all pairs; a `bad-option` weights below 0, NaN and Infinity, which are no capacity. A position whose row
 * is NaN altogether takes no part and stays NaN.
 */
export function attentionFlow(attention: Dense, options: AttentionFlowOptions = {}): Dense<Float32Array> {
  const { layers, length, missing } = layersWithResidual(attention, options);
  const { position, normalize = false } = options;
  if (position !== undefined && !(Number.isSafeInteger(position) && position >= 0 && position < length)) {
    throw badOption('position', position, reason`there are positions 0 to ${length - 1}`);
  }
  const positions = position === undefined ? Array.from({ length }, (_, at) => at) : [position];
  requireFewEdges(attention.shape, layers.length, length, positions.length);
  for (const layer of layers) {
    const wrong = layer.find((weight) => !(weight >= 0 && weight < Infinity));
    if (wrong !== undefined) throw badOption('attention', wrong, reason`weights from 0 up are needed`);
  }
  const graph = new LayeredFlow(layers, length);
  const values = new Float32Array(positions.length * length);
  positions.forEach((from, row) => {
    if (missing[from]) {
      values.fill(NaN, row * length, (row + 1) * length);
      return;
    }
    const flows = Array.from({ length }, (_, input) => graph.between(from, input));
    const sum = normalize ? flows.reduce((total, flow) => total + flow, 0) : 1;
    values.set(sum > 0 ? flows.map((flow) => flow / sum) : flows, row * length);
  });
  return dense(values, position === undefined ? [length, length] : [length]);
}

/** Refuses by `wrong-shape` a flow from so many positions that has more edges than are taken on. */
export function requireFewEdges(shape: Shape, layers: number, length: number, positions: number): void {
  const edges = layers * length * length * positions * length;
  if (edges <= MOST_EDGES) return;
  throw wrongShape(
    'attention',
    shape,
    reason`its flow has ${edges} edges over all pairs of positions, ${MOST_EDGES} at most are taken on; take fewer layers or tokens, or one position`,
  );
}
