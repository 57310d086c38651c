import type { Operations } from '../../engine/operations.js';
import { AttentionNodes } from './attention-nodes.js';
import type { OnnxGraph, OnnxValue } from './onnx-graph.js';

/** Operations that models are made of, as nodes of a graph: a model that runs on them writes itself down. */
export type GraphOperations = Pick<
  Operations,
  | 'tensor'
  | 'add'
  | 'reshape'
  | 'embedding'
  | 'linear'
  | 'layerNorm'
  | 'packedAttentionWithWeights'
  | 'attentionWithWeights'
  | 'attentionPooling'
  | 'convReluPool'
>;

/** GPT-2's approximation of GELU: √(2/π), and the share of the cube. */
const GELU_SCALE = Math.sqrt(2 / Math.PI);
const GELU_CUBE = 0.044715;

/**
 * The operations over a graph.
 * @param inputs the graph's inputs by the numbers that the model is given for them
 */
export function graphOperations(graph: OnnxGraph, inputs: ReadonlyMap<unknown, OnnxValue>): GraphOperations {
  const attention = new AttentionNodes(graph, inputs);

  const add = (a: OnnxValue, b: OnnxValue) => graph.node('Add', [a, b], a.shape);

  const act = (x: OnnxValue, activation: string): OnnxValue => {
    const { shape } = x;
    const one = (operator: string, from = x) => graph.node(operator, [from], shape);
    const times = (a: OnnxValue, factor: number) => graph.node('Mul', [a, graph.floats([factor])], shape);
    const product = (a: OnnxValue, b: OnnxValue) => graph.node('Mul', [a, b], shape);
    switch (activation) {
      case 'none':
        return x;
      case 'relu':
        return one('Relu');
      case 'tanh':
        return one('Tanh');
      case 'sigmoid':
        return one('Sigmoid');
      case 'softmax':
        return graph.node('Softmax', [x], shape, { axis: -1 });
      case 'gelu-tanh': {
        const inner = times(add(x, times(product(x, product(x, x)), GELU_CUBE)), GELU_SCALE);
        return product(times(x, 0.5), graph.node('Add', [one('Tanh', inner), graph.floats([1])], shape));
      }
      default:
        throw new Error(`The graph has no ${activation}.`);
    }
  };

  const linear = (
    x: OnnxValue,
    weight: OnnxValue,
    bias?: OnnxValue,
    { activation = 'none' }: { activation?: string } = {},
  ): OnnxValue => {
    const [outputs, width] = weight.shape;
    const turned = graph.node('Transpose', [weight], [width, outputs], { perm: [1, 0] });
    const product = graph.node('MatMul', [x, turned], [...x.shape.slice(0, -1), outputs]);
    return act(bias ? add(product, bias) : product, activation);
  };

  const operations = {
    tensor(values: unknown): OnnxValue {
      const input = inputs.get(values);
      if (!input) throw new Error('The graph has no such input.');
      return input;
    },

    add,

    reshape: (x: OnnxValue, shape: readonly number[]) =>
      graph.node('Reshape', [x, graph.wholes([-1, ...shape.slice(1)])], shape),

    embedding(ids: OnnxValue, table: OnnxValue, positions?: OnnxValue): OnnxValue {
      const tokens = ids.shape[ids.shape.length - 1];
      const width = table.shape[1];
      const rows = graph.node('Gather', [table, ids], [...ids.shape, width], { axis: 0 });
      if (!positions) return rows;
      const bounds = [[0], [tokens], [0]].map((one) => graph.wholes(one));
      const first =
        positions.shape[0] > tokens ? graph.node('Slice', [positions, ...bounds], [tokens, width]) : positions;
      return add(rows, first);
    },

    linear,

    layerNorm(
      x: OnnxValue,
      gain: OnnxValue,
      bias: OnnxValue,
      { residual, epsilon = 1e-5 }: { residual?: OnnxValue; epsilon?: number } = {},
    ): OnnxValue {
      const sum = residual ? add(x, residual) : x;
      const attributes = { axis: -1, epsilon: { float: epsilon } };
      return graph.node('LayerNormalization', [sum, gain, bias], sum.shape, attributes);
    },

    packedAttentionWithWeights: attention.packed,
    attentionWithWeights: attention.attend,

    attentionPooling(
      x: OnnxValue,
      { weight, bias, context, mask }: Record<'weight' | 'bias' | 'context' | 'mask', OnnxValue | undefined>,
    ): [OnnxValue, OnnxValue] {
      const { shape } = x;
      const rows = shape.slice(0, -1);
      const last = graph.wholes([-1]);
      const column = (of: OnnxValue) => graph.node('Reshape', [of, graph.wholes([-1, 1])], [weight!.shape[0], 1]);
      const inner = linear(x, weight!, bias, { activation: context ? 'tanh' : 'none' });
      const scores = context ? graph.node('MatMul', [inner, column(context)], [...rows, 1]) : inner;
      const flat = graph.node('Squeeze', [scores, last], rows);
      const weights = attention.softmax(flat, mask && graph.node('Cast', [mask], rows, { to: 9 }));
      const row = graph.node('Unsqueeze', [weights, graph.wholes([-2])], [...rows.slice(0, -1), 1, rows.at(-1)!]);
      const product = graph.node('MatMul', [row, x], [...rows.slice(0, -1), 1, shape.at(-1)!]);
      const pooled = graph.node('Squeeze', [product, graph.wholes([-2])], [...rows.slice(0, -1), shape.at(-1)!]);
      return [pooled, weights];
    },

    convReluPool(x: OnnxValue, weight: OnnxValue, bias: OnnxValue): OnnxValue {
      const [batch, height, width, channels] = x.shape;
      const outputs = weight.shape[0];
      const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
      const first = graph.node('Transpose', [x], [batch, channels, height, width], { perm: [0, 3, 1, 2] });
      const shape = [batch, outputs, height, width];
      const maps = graph.node('Conv', [first, weight, bias], shape, { kernel_shape: [3, 3], pads: [1, 1, 1, 1] });
      const lit = graph.node('Relu', [maps], shape);
      const pool = { kernel_shape: [2, 2], strides: [2, 2] };
      const pooled = graph.node('MaxPool', [lit], [batch, outputs, rows, columns], pool);
      return graph.node('Transpose', [pooled], [batch, rows, columns, outputs], { perm: [0, 2, 3, 1] });
    },
  };
  // Values of a graph stand for tensors: models hand them on and ask for their shape alone.
  return operations as unknown as GraphOperations;
}
