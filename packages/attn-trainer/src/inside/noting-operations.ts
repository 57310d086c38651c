import type { Operations, Tensor } from '../engine/operations.js';
import type { ParameterTensors } from '../models/model.js';

/** Module that a parameter is of. */
const moduleOf = (parameter: string): string => parameter.slice(0, Math.max(0, parameter.lastIndexOf('.')));

/**
 * Operations that note what each module of a model gives on, under the name that a forward hook of PyTorch has for it: a model that runs
 * on them is looked into.
 * @param note takes a tensor; nobody else keeps it
 */
export function notingOperations(
  ops: Operations,
  parameters: ParameterTensors,
  note: (name: string, tensor: Tensor) => void,
): Operations {
  /** Names of modules by their weights, and by what they gave on. */
  const names = new Map(Object.entries(parameters).map(([name, tensor]) => [tensor, moduleOf(name)]));
  const given = (of: Tensor | undefined, tensor: Tensor, suffix = ''): Tensor => {
    const name = of && names.get(of);
    if (!name) return tensor;
    names.set(tensor, name);
    note(name + suffix, tensor);
    return tensor;
  };
  /** Sums of values, a method of the module whose part made the queries. */
  const attended = (queries: Tensor, { output }: { readonly output: Tensor }) => {
    const name = names.get(queries);
    if (name) note(`${moduleOf(name)}.attend`, output);
  };

  const noting: Partial<Operations> = {
    embedding(ids, table, positions) {
      const rows = ops.embedding(ids, table, positions);
      if (!positions) return given(table, rows);
      given(table, ops.embedding(ids, table));
      // A module of positions adds them to what it is given.
      return given(positions, rows);
    },

    linear(x, weight, bias, options) {
      const { activation } = options ?? {};
      if (!activation || activation === 'none') return given(weight, ops.linear(x, weight, bias, options));
      given(weight, ops.linear(x, weight, bias));
      return given(weight, ops.linear(x, weight, bias, options), `.${activation}`);
    },

    layerNorm: (x, gain, bias, options) => given(gain, ops.layerNorm(x, gain, bias, options)),

    convReluPool: (x, weight, bias) => given(weight, ops.convReluPool(x, weight, bias), '.relu.pool'),

    attentionPooling(x, score) {
      const [pooled, weights] = ops.attentionPooling(x, score);
      return [given(score.weight, pooled, '.pooled'), weights];
    },

    packedAttentionWithWeights(packed, options) {
      const result = ops.packedAttentionWithWeights(packed, options);
      attended(packed, result);
      return result;
    },

    attentionWithWeights(query, key, value, options) {
      const result = ops.attentionWithWeights(query, key, value, options);
      attended(query, result);
      return result;
    },
  };
  return { ...ops, ...noting };
}
