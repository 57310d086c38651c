import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import { type Dense, dense, exact, rounded } from '../dense.js';
import { type LinearParameters, linear } from './linear.js';
import { type Pooled, poolRows } from './pool-rows.js';

/** Learned parameters of one level. */
export interface ContextParameters extends LinearParameters {
  /** [hidden, width] */
  readonly weight: Dense;
  /** Context vector, u_w or u_s of the paper: [hidden] or [1, hidden]. */
  readonly context: Dense;
}

export interface HierarchicalParameters {
  readonly word: ContextParameters;
  readonly sentence: ContextParameters;
}

export interface HierarchicalAttention {
  /** [documents, sentences, words]; each sentence that has words sums to 1. */
  readonly wordWeights: Dense;
  /** [documents, sentences] */
  readonly sentenceWeights: Dense;
  /** One vector for each document: [documents, width]. */
  readonly output: Dense;
}

/**
 * Words become sentences, sentences documents (Yang et al. 2016, 2.2, without its recurrent encoders): u = tanh(h Wᵀ + b),
 * α = softmax(u·context), s = Σ α h; the same over the sentences. Embeddings [documents, sentences, words, width]; words where
 * `mask` [documents, sentences, words] is 0 take no part, nor do sentences without words. Throws `wrong-shape`.
 */
export function hierarchicalAttention(
  embeddings: Dense,
  mask: Dense<Uint8Array> | undefined,
  parameters: HierarchicalParameters,
): HierarchicalAttention {
  if (embeddings.shape.length !== 4) {
    throw wrongOperand('The embeddings', embeddings.shape, reason`[documents, sentences, words, width] is needed`);
  }
  const words = poolByContext(exact(embeddings), parameters.word, mask);
  const sentences = poolByContext(words.output, parameters.sentence, mask && someIn(mask));
  const made = ({ values, shape }: Dense<Float64Array>) => rounded(values, shape, embeddings);
  return {
    wordWeights: made(words.weights),
    sentenceWeights: made(sentences.weights),
    output: made(sentences.output),
  };
}

function poolByContext(input: Dense<Float64Array>, level: ContextParameters, allowed?: Dense<Uint8Array>): Pooled {
  const hidden = level.weight.shape[0];
  const { shape, values } = level.context;
  if (values.length !== hidden || shape.at(-1) !== hidden) {
    throw wrongOperand('The context', shape, reason`[${hidden}] or [1, ${hidden}] is needed`);
  }
  const u = exact(linear(input, level));
  const scores = linear({ shape: u.shape, values: u.values.map(Math.tanh) }, { weight: dense(values, [1, hidden]) });
  return poolRows(exact(scores).values, input, allowed);
}

/** Whether any word of a sentence is there: [documents, sentences]. */
function someIn({ shape, values }: Dense<Uint8Array>): Dense<Uint8Array> {
  const words = shape[shape.length - 1];
  const some = new Uint8Array(words ? values.length / words : 0);
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) some[Math.floor(i / words)] = 1;
  return dense(some, shape.slice(0, -1));
}
