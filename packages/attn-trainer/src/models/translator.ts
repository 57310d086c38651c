import type { Operations, Tensor } from '../engine/operations.js';
import {
  type AttentionOptions,
  type AttentionSettings,
  attentionOptions,
  biasSpecs,
  positionSpecs,
  scoreSpecs,
} from './attention.js';
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

export interface TranslatorSettings extends AttentionSettings {
  /** Layers of the encoder and of the decoder. */
  readonly layers: number;
  readonly sourceWords: number;
  readonly targetWords: number;
  /** The most words of a sentence. */
  readonly sourceLength: number;
  readonly targetLength: number;
}

/** Embeddings as large as what the layers add to them. */
const DEVIATION = 0.5;

/**
 * The first transformer (Vaswani et al. 2017, 3.1): an encoder of the source, and a decoder that reads it by cross-attention
 * while it writes; ReLU, layer norms after adding. `encoder.layers.<i>` and `decoder.layers.<i>` with the names of
 * `torch.nn.Transformer`, but for the cross-attention, whose projection of the query lies apart from those of key and value.
 */
export class Translator implements Model {
  readonly parameters: ParameterSpecs;
  readonly rows = { 'source.weight': 'source', 'target.weight': 'target', 'generator.weight': 'labels' };
  readonly settings: TranslatorSettings;

  constructor(settings: TranslatorSettings) {
    this.settings = settings;
    const { layers, sourceWords, targetWords, sourceLength, targetLength, width, positions } = settings;
    const numbers = Array.from({ length: layers }, (_, i) => i);
    this.parameters = {
      ...tableSpecs('source', sourceWords, width, DEVIATION),
      ...positionSpecs('source_positions', positions, sourceLength, width, DEVIATION),
      ...tableSpecs('target', targetWords, width, DEVIATION),
      ...positionSpecs('target_positions', positions, targetLength, width, DEVIATION),
      ...Object.assign({}, ...numbers.map((i) => encoderSpecs(`encoder.layers.${i}`, settings))),
      ...Object.assign({}, ...numbers.map((i) => decoderSpecs(`decoder.layers.${i}`, settings))),
      ...linearSpecs('generator', width, targetWords),
    };
  }

  /**
   * `source` [batch, words] with `lengths` [batch], the words of each that count; `target` [batch, words], what the decoder is
   * given, from the sign of the beginning on.
   */
  forward(ops: Operations, p: ParameterTensors, batch: Batch, withWeights: boolean): Forward {
    const attention: Record<string, Tensor> = {};
    const { settings } = this;
    const keep = (name: string, weights: Tensor | null) => {
      if (weights) attention[name] = weights;
    };
    const mask = { kind: 'padding', lengths: batch.lengths.values } as const;
    let memory = ops.embedding(tensorOf(ops, batch.source), p['source.weight'], p['source_positions.weight']);
    for (let i = 0; i < settings.layers; i++) {
      const name = `encoder.layers.${i}`;
      const options = { ...attentionOptions(p, `${name}.self_attn`, settings), mask };
      const { output, weights } = attendSelf(ops, p, `${name}.self_attn`, memory, options, withWeights);
      keep(`encoder.${i}`, weights);
      memory = feed(ops, p, name, normLayer(ops, p, `${name}.norm1`, output, memory), 'norm2');
    }
    let x = ops.embedding(tensorOf(ops, batch.target), p['target.weight'], p['target_positions.weight']);
    for (let i = 0; i < settings.layers; i++) {
      const name = `decoder.layers.${i}`;
      const causal = {
        ...attentionOptions(p, `${name}.self_attn`, settings, false),
        mask: { kind: 'causal' },
      } as const;
      const own = attendSelf(ops, p, `${name}.self_attn`, x, causal, withWeights);
      keep(`decoder.${i}`, own.weights);
      x = normLayer(ops, p, `${name}.norm1`, own.output, x);
      const across = { ...attentionOptions(p, `${name}.multihead_attn`, acrossOf(settings)), mask };
      const { output, weights } = attendAcross(ops, p, `${name}.multihead_attn`, x, memory, across, withWeights);
      keep(`cross.${i}`, weights);
      x = feed(ops, p, name, normLayer(ops, p, `${name}.norm2`, output, x), 'norm3');
    }
    return { output: linearLayer(ops, p, 'generator', x), attention };
  }

  loss(ops: Operations, output: Tensor, batch: Batch): Tensor {
    return crossEntropy(ops, output, batch);
  }
}

/** Distances mean nothing between the words of two languages. */
const acrossOf = (settings: TranslatorSettings): AttentionSettings => ({ ...settings, positions: 'none' });

const selfSpecs = (name: string, settings: TranslatorSettings): ParameterSpecs => ({
  ...linearSpecs(`${name}.in_proj`, settings.width, 3 * settings.width),
  ...linearSpecs(`${name}.out_proj`, settings.width, settings.width),
  ...scoreSpecs(name, settings),
  ...biasSpecs(name, settings),
});

const mlpSpecs = (name: string, width: number): ParameterSpecs => ({
  ...linearSpecs(`${name}.linear1`, width, 2 * width),
  ...linearSpecs(`${name}.linear2`, 2 * width, width),
});

const encoderSpecs = (name: string, settings: TranslatorSettings): ParameterSpecs => ({
  ...selfSpecs(`${name}.self_attn`, settings),
  ...normSpecs(`${name}.norm1`, settings.width),
  ...mlpSpecs(name, settings.width),
  ...normSpecs(`${name}.norm2`, settings.width),
});

const decoderSpecs = (name: string, settings: TranslatorSettings): ParameterSpecs => ({
  ...encoderSpecs(name, settings),
  ...linearSpecs(`${name}.multihead_attn.query`, settings.width, settings.width),
  ...linearSpecs(`${name}.multihead_attn.key`, settings.width, settings.width),
  ...linearSpecs(`${name}.multihead_attn.value`, settings.width, settings.width),
  ...linearSpecs(`${name}.multihead_attn.out_proj`, settings.width, settings.width),
  ...scoreSpecs(`${name}.multihead_attn`, settings),
  ...normSpecs(`${name}.norm3`, settings.width),
});

type Attended = { readonly output: Tensor; readonly weights: Tensor | null };
type WithHeads = AttentionOptions & { readonly heads: number };

function attendSelf(
  ops: Operations,
  p: ParameterTensors,
  name: string,
  x: Tensor,
  options: WithHeads,
  withWeights: boolean,
): Attended {
  const packed = linearLayer(ops, p, `${name}.in_proj`, x);
  const { output, weights } = withWeights
    ? ops.packedAttentionWithWeights(packed, options)
    : { output: ops.packedAttention(packed, options), weights: null };
  return { output: linearLayer(ops, p, `${name}.out_proj`, output), weights };
}

function attendAcross(
  ops: Operations,
  p: ParameterTensors,
  name: string,
  x: Tensor,
  memory: Tensor,
  options: WithHeads,
  withWeights: boolean,
): Attended {
  const query = linearLayer(ops, p, `${name}.query`, x);
  const key = linearLayer(ops, p, `${name}.key`, memory);
  const value = linearLayer(ops, p, `${name}.value`, memory);
  const { output, weights } = withWeights
    ? ops.attentionWithWeights(query, key, value, options)
    : { output: ops.attention(query, key, value, options), weights: null };
  return { output: linearLayer(ops, p, `${name}.out_proj`, output), weights };
}

function feed(ops: Operations, p: ParameterTensors, name: string, x: Tensor, norm: string): Tensor {
  const inner = linearLayer(ops, p, `${name}.linear1`, x, { activation: 'relu' });
  return normLayer(ops, p, `${name}.${norm}`, linearLayer(ops, p, `${name}.linear2`, inner), x);
}
