import { describeModel, ModelConfig, Network, TensorNames } from '@attn-elements/core/model';
import { Tensor } from '@attn-elements/core/tensor';
import { sizes } from '../../page/problem.js';

/** The network of a problem on an engine of ours. */
export function networkOf({ weights }, engine, stored = (values, shape) => Tensor.of(values, shape)) {
  const { layers, heads, width, vocabulary, longest, epsilon } = sizes;
  const config = new ModelConfig(
    {
      model_type: 'gpt2',
      n_layer: layers,
      n_head: heads,
      n_embd: width,
      n_positions: longest,
      vocab_size: vocabulary,
      layer_norm_epsilon: epsilon,
      activation_function: 'gelu_new',
    },
    'config.json',
  );
  const reader = {
    async read(name) {
      const { values, shape } = weights.get(name);
      return { tensor: shape.length > 1 ? stored(values, shape) : Tensor.of(values, shape) };
    },
  };
  return new Network(describeModel(config, new TensorNames([...weights.keys()], 'problem')), reader, engine);
}

/** Attention of all layers, [heads, queries, keys] each, and the vectors of the last layer before its norm. */
export const answerOf = (result) => result.attention.get('self').map(({ attention }) => attention);

/** A contender of ours. */
export function ours(start, stored) {
  let network;
  let ids;
  return {
    async prepare(problem) {
      network = networkOf(problem, await start(), stored);
      ({ ids } = problem);
      // Weights are in memory before the clock starts, as of all.
      await network.run({ ids: ids.slice(0, 1) });
    },
    async pass() {
      return answerOf(await network.run({ ids }));
    },
    /** One token more, after those that there are. */
    async begin() {
      await network.run({ ids: ids.slice(0, -1) }, { reuse: true });
    },
    async next() {
      return answerOf(await network.run({ ids }, { reuse: true }));
    },
    bytes: () => network.engine.bytes,
  };
}
