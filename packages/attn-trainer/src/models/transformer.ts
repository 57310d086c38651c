import type { Operations, Tensor } from '../engine/operations.js';
import { type AttentionSettings, attentionOptions, biasSpecs, positionSpecs, scoreSpecs } from './attention.js';
import { linearLayer, linearSpecs, normLayer, normSpecs, tableSpecs } from './layers.js';
import {
  type Batch,
  crossEntropy,
  type Forward,
  type Model,
  type ParameterSpecs,
  type ParameterTensors,
  tensorOf,
} from './model.js';

export interface TransformerSettings extends AttentionSettings {
  readonly layers: number;
  /** Tokens that there are. */
  readonly symbols: number;
  /** The most tokens of a sequence. */
  readonly length: number;
  /** Whether a token sees only those up to itself. */
  readonly isCausal: boolean;
  /**
   * `pre`: layer norms before attention and MLP, as GPT-2 (Radford et al. 2019, 2.3), with GELU, four times as wide inside.
   * `post`: after adding them, as the first transformer (Vaswani et al. 2017, 3.1), with ReLU, twice as wide inside.
   */
  readonly norm: 'pre' | 'post';
}

/** GPT-2's, for embeddings: small beside what the first layers add to them. */
const SMALL = 0.02;

/**
 * A stack of self-attention and MLPs over tokens, with a prediction for every token. Parameters have the names of GPT-2's and
 * minGPT's, with weights as `torch.nn.Linear` keeps them.
 */
export class Transformer implements Model {
  readonly parameters: ParameterSpecs;
  readonly rows = { 'transformer.wte.weight': 'tokens', 'lm_head.weight': 'labels' };
  readonly settings: TransformerSettings;

  constructor(settings: TransformerSettings) {
    this.settings = settings;
    const { layers, symbols, length, width, norm, positions } = settings;
    const isPre = norm === 'pre';
    this.parameters = {
      ...tableSpecs('transformer.wte', symbols, width, isPre ? SMALL : 1),
      ...positionSpecs('transformer.wpe', positions, length, width, isPre ? SMALL : 1),
      ...Object.assign({}, ...Array.from({ length: layers }, (_, i) => blockSpecs(`transformer.h.${i}`, settings))),
      ...(isPre && normSpecs('transformer.ln_f', width)),
      ...linearSpecs('lm_head', width, symbols, !isPre),
    };
  }

  forward(ops: Operations, p: ParameterTensors, batch: Batch, withWeights: boolean): Forward {
    const { layers, norm } = this.settings;
    const attention: Record<string, Tensor> = {};
    let x = ops.embedding(tensorOf(ops, batch.tokens), p['transformer.wte.weight'], p['transformer.wpe.weight']);
    for (let i = 0; i < layers; i++) {
      const { output, weights } = runBlock(ops, p, `transformer.h.${i}`, x, this.settings, withWeights);
      if (weights) attention[`self.${i}`] = weights;
      x = output;
    }
    if (norm === 'pre') x = normLayer(ops, p, 'transformer.ln_f', x);
    return { output: linearLayer(ops, p, 'lm_head', x), attention };
  }

  loss(ops: Operations, output: Tensor, batch: Batch): Tensor {
    return crossEntropy(ops, output, batch);
  }
}

function blockSpecs(name: string, settings: TransformerSettings): ParameterSpecs {
  const { width, norm } = settings;
  const hidden = norm === 'pre' ? 4 * width : 2 * width;
  return {
    ...normSpecs(`${name}.ln_1`, width),
    ...linearSpecs(`${name}.attn.c_attn`, width, 3 * width),
    ...linearSpecs(`${name}.attn.c_proj`, width, width),
    ...scoreSpecs(`${name}.attn`, settings),
    ...biasSpecs(`${name}.attn`, settings),
    ...normSpecs(`${name}.ln_2`, width),
    ...linearSpecs(`${name}.mlp.c_fc`, width, hidden),
    ...linearSpecs(`${name}.mlp.c_proj`, hidden, width),
  };
}

function runBlock(
  ops: Operations,
  p: ParameterTensors,
  name: string,
  x: Tensor,
  settings: TransformerSettings,
  withWeights: boolean,
): { output: Tensor; weights: Tensor | null } {
  const { isCausal, norm } = settings;
  const options = {
    ...attentionOptions(p, `${name}.attn`, settings, !isCausal),
    mask: { kind: isCausal ? 'causal' : 'none' },
  } as const;
  const attend = (of: Tensor) => {
    const packed = linearLayer(ops, p, `${name}.attn.c_attn`, of);
    const { output, weights } = withWeights
      ? ops.packedAttentionWithWeights(packed, options)
      : { output: ops.packedAttention(packed, options), weights: null };
    return { mixed: linearLayer(ops, p, `${name}.attn.c_proj`, output), weights };
  };
  const feed = (of: Tensor, activation: 'relu' | 'gelu-tanh') =>
    linearLayer(ops, p, `${name}.mlp.c_proj`, linearLayer(ops, p, `${name}.mlp.c_fc`, of, { activation }));
  if (norm === 'pre') {
    const { mixed, weights } = attend(normLayer(ops, p, `${name}.ln_1`, x));
    const middle = ops.add(x, mixed);
    return { output: ops.add(middle, feed(normLayer(ops, p, `${name}.ln_2`, middle), 'gelu-tanh')), weights };
  }
  const { mixed, weights } = attend(x);
  const middle = normLayer(ops, p, `${name}.ln_1`, mixed, x);
  return { output: normLayer(ops, p, `${name}.ln_2`, feed(middle, 'relu'), middle), weights };
}
