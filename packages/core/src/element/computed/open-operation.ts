import { openAttention, TensorFile, type TensorSource } from '../../data/index.js';
import { AttnError, reason } from '../../errors.js';
import { badOption } from '../properties/property-check.js';
import { attentionLayer, attentionPooling, type Dense, dense, gating, maxPooling } from '../../math/index.js';
import { Tensor, wrongShape } from '../../tensor.js';
import { type Operation, operations, type SourceOptions } from './operations.js';

/**
 * Attention that an operation makes of the inputs of a file: a file of it is opened as any other. Inputs [.., tokens, width] are
 * `inputs`, or what the author names; `weight` and `bias`, also under the name of a layer, `fc.weight`, are as `torch.nn.Linear` has
 * them. Rejects with `no-array`, `ambiguous-array`, `wrong-shape`.
 * Operations: `attention-pooling`: softmax over tokens of x·w + b, one weight a token, which the output sums (Xu et al. 2015, 4.2).
 * `max-pooling`: share of the features that each token has the largest of. `attention-layer`: softmax over features of x Wᵀ + b.
 * `gating`: σ(x Wᵀ + b) of each feature (Dauphin et al. 2017, 2)
 * Elements that shade tokens or patches, which open vectors, need one weight for each: of gates their mean over features.
 */
export async function openOperation(file: TensorFile, operation: Made, options: SourceOptions): Promise<TensorSource> {
  if (options.vectors && operation === 'attention-layer') {
    // Over its features every token has a weight of 1 in all.
    const choices = operations.filter((one) => one !== operation);
    throw badOption('operation', operation, 'needsWord', { choices });
  }
  const name = options.array || 'inputs';
  const inputs = await numbers(file, name);
  if (inputs.shape.length < 2) throw wrongShape(name, inputs.shape, reason`its last axes must be token and width`);
  const { weights, values } = await operate(file, operation, inputs);
  const attention = options.vectors ? saliencyOf(weights, inputs) : weights;
  const arrays = new Map<string, Tensor | (() => ReturnType<TensorFile['get']>)>([['attention', tensorOf(attention)]]);
  if (values) arrays.set('values', tensorOf(values));
  const beside = file.names.filter((one) => /^(mask|(query_|key_)?tokens|source_image|regions)$/.test(one));
  for (const one of beside) arrays.set(one, () => file.get(one));
  const metadata = new Map(file.metadata);
  // Gates let features through, and shares of features say where they come from: nothing attends.
  metadata.set('kind', operation === 'gating' || operation === 'max-pooling' ? 'values' : 'weights');
  return openAttention(new TensorFile(file.url, { arrays, metadata }), { ...options, array: null });
}

/** Operation that makes attention. */
type Made = Exclude<Operation, 'none'>;

/** Weights [.., queries, keys], and the values that they sum, where they do. */
interface Operated {
  readonly weights: Dense;
  readonly values?: Dense;
}

async function operate(file: TensorFile, operation: Made, inputs: Dense): Promise<Operated> {
  if (operation === 'max-pooling') return { weights: asRow(maxPooling(inputs).saliency) };
  const parameters = { weight: await parameter(file, 'weight'), bias: (await parameter(file, 'bias')) ?? undefined };
  const { weight } = parameters;
  if (!weight) throw new AttnError('no-array', { name: 'weight', url: file.url, names: file.names });
  if (operation === 'attention-pooling') {
    const row = weight.shape.length === 1 ? dense(weight.values, [1, weight.shape[0]]) : weight;
    return { weights: asRow(attentionPooling(inputs, { ...parameters, weight: row }).weights), values: inputs };
  }
  const { weights } =
    operation === 'attention-layer'
      ? attentionLayer(inputs, { ...parameters, weight })
      : { weights: gating(inputs, turned(weight), parameters.bias).gate };
  // Of one token the output, weights ∘ x, is a sum as well: of as many vectors, each with one number of x.
  return { weights, values: inputs.values.length === width(inputs) ? diagonal(inputs) : undefined };
}

/** The parameter of a name, also behind that of its layer; null where there is none. */
async function parameter(file: TensorFile, name: string): Promise<Dense | null> {
  const found = file.names.filter((one) => one === name || one.endsWith(`.${name}`));
  if (found.length > 1) throw new AttnError('ambiguous-array', { url: file.url, names: found });
  return found.length === 1 ? numbers(file, found[0]) : null;
}

async function numbers(file: TensorFile, name: string): Promise<Dense> {
  const array = await file.get(name);
  if (array.dtype === 'string') throw wrongShape(name, array.shape, reason`it holds text`);
  return dense((array as Tensor).float32(), array.shape);
}

const width = ({ shape }: Dense): number => shape[shape.length - 1];

const tensorOf = ({ values, shape }: Dense): Tensor => Tensor.of(Float32Array.from(values), shape);

/** [.., tokens] as [.., 1, tokens]: one query, which nobody asked. */
const asRow = ({ values, shape }: Dense): Dense => dense(values, [...shape.slice(0, -1), 1, width({ values, shape })]);

/** Mean over features of each token: [.., tokens, features] becomes [.., 1, tokens]; weights of tokens stay. */
function saliencyOf(weights: Dense, inputs: Dense): Dense {
  const [tokens, features] = inputs.shape.slice(-2);
  const [rows, columns] = weights.shape.slice(-2);
  if (rows !== tokens || columns !== features) return weights;
  const means = new Float64Array(weights.values.length / features);
  weights.values.forEach((value, at) => (means[Math.floor(at / features)] += value / features));
  return asRow(dense(means, weights.shape.slice(0, -1)));
}

/** A matrix with its axes exchanged. */
function turned({ values, shape }: Dense): Dense {
  const [rows, columns] = shape;
  const cells = Float64Array.from(values, (_, at) => values[(at % rows) * columns + Math.floor(at / rows)]);
  return dense(cells, [columns, rows]);
}

/** [features, features] of one token's features [.., 1, features]. */
function diagonal(inputs: Dense): Dense {
  const count = width(inputs);
  const cells = new Float32Array(count * count);
  inputs.values.forEach((value, at) => (cells[at * (count + 1)] = value));
  return dense(cells, [count, count]);
}
