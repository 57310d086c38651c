import type { AttentionOptions } from '../../math/attention/attention.js';
import { maskRule } from '../../math/attention/mask-rule.js';
import type { Score } from '../../math/attention/score.js';
import { scoreFunction } from '../../math/attention/scores/score-functions.js';
import { type AttentionShape, attentionShape, outputShape, scoresShape } from '../../math/attention/shape.js';
import { rowWeighting } from '../../math/attention/weigh.js';
import type { Weighting } from '../../math/attention/weighting.js';
import { type Dense, dense } from '../../math/dense.js';
import { Stage } from '../stage.js';
import { Attending } from './attending.js';
import { type Block, blocksOf, type Group, groupsOf } from './block.js';
import { Device } from './device.js';
import { Matrices } from './matrices.js';
import { ScoreOperands } from './score-operands.js';

export interface GLAttentionOptions extends AttentionOptions {
  /** Whether the weights are wanted too: a matrix for every head. */
  readonly weights?: boolean;
  /** Bytes of textures to work in; 64 MB unless given. With little, heads and queries are computed in more and smaller turns. */
  readonly memory?: number;
  /** Computes in float16 as devices must that cannot write float32: 11 significant bits, scores up to 65000. */
  readonly half?: boolean;
  /** Whose context computes: the page's unless given. */
  readonly stage?: Stage;
}

export interface GLAttention {
  /** [.., queries, value width], float32. */
  readonly output: Dense<Float32Array>;
  /** [.., queries, keys], float32, where they were asked for. */
  readonly weights?: Dense<Float32Array>;
}

const DEFAULT_MEMORY = 64 * 2 ** 20;

/**
 * Attention on the page's WebGL2 context (Vaswani et al. 2017, 3.2): the same shapes, options and errors as `attention` of
 * core/math, computed in float32, within 2e-5 of it. Scores and weights exist for a part of the heads and queries at a time,
 * never for all; keys that the mask keeps from a run of queries cost nothing.
 *
 * Rejects with `no-webgl` where there is no context, `context-lost` where it is lost before the end (a later call works once
 * the browser gave it back), `too-large` where a row of scores is longer than a texture.
 */
export async function attention(
  query: Dense,
  key: Dense,
  value: Dense,
  options: GLAttentionOptions = {},
): Promise<GLAttention> {
  const { score = { kind: 'scaled-dot' }, weighting, mask, memory = DEFAULT_MEMORY, stage = Stage.page } = options;
  const shape = attentionShape(query.shape, key.shape, value.shape);
  const rule = maskRule(mask, shape);
  requireKnown(shape, score, weighting);
  const device = await Device.ready(stage);
  const attending = new Attending(device, shape, rule, options);
  const output = new Float32Array(shape.batch * shape.heads * shape.queries * shape.valueWidth);
  const weights = options.weights ? new Float32Array(shape.batch * shape.heads * shape.queries * shape.keys) : null;
  const pending: Promise<void>[] = [];
  const read = (textures: readonly WebGLTexture[], block: Block, span: Span, into: Float32Array) => {
    const parts = device.startReading(textures, block.heads * span.texels, Math.ceil(block.queries / device.targets));
    pending.push(parts.then((values) => unfold(values, block, shape.queries, span, into)));
  };
  try {
    for (const group of groupsOf(shape, memory / 2)) {
      const operands = loadGroup(device, group, [query, key, value]);
      const scored = new ScoreOperands(device, shape, operands.query, operands.key, score);
      for (const block of blocksOf(device, shape, rule, group, memory / 4, attending.texelBytes)) {
        const scores = attending.scores(block, scored);
        const statistics = attending.statistics(block, scores);
        const blockWeights = attending.weights(block, scores, statistics);
        device.free(...scores, ...statistics);
        if (weights)
          read(blockWeights, block, { from: block.keyTexel, texels: block.keyTexels, columns: shape.keys }, weights);
        const outputs = attending.output(block, blockWeights, operands.value);
        read(outputs, block, { from: 0, texels: operands.value.texels, columns: shape.valueWidth }, output);
        device.free(...blockWeights, ...outputs);
      }
      scored.free();
      for (const matrices of Object.values(operands)) matrices.free();
    }
  } finally {
    attending.free();
    // What was begun comes to its end, whatever happened since.
    await Promise.allSettled(pending);
  }
  await Promise.all(pending);
  return {
    output: dense(output, outputShape(shape)),
    ...(weights && { weights: dense(weights, scoresShape(shape)) }),
  };
}

/** The checks of core/math, so that a wrong call fails alike on every engine. */
function requireKnown(shape: AttentionShape, score: Score, weighting: Weighting | undefined): void {
  scoreFunction(shape, score);
  rowWeighting(weighting);
}

function loadGroup(device: Device, group: Group, [query, key, value]: readonly [Dense, Dense, Dense]) {
  const { head, heads, keyHead, keyHeads } = group;
  return {
    query: Matrices.upload(device, query, head, head + heads),
    key: Matrices.upload(device, key, keyHead, keyHead + keyHeads),
    value: Matrices.upload(device, value, keyHead, keyHead + keyHeads),
  };
}

/** Which texels of a row with so many columns a block computed. */
interface Span {
  readonly from: number;
  readonly texels: number;
  readonly columns: number;
}

/** From texels as a block leaves them to rows in their place among all. */
function unfold(
  parts: readonly Float32Array[],
  block: Block,
  queries: number,
  { from, texels, columns }: Span,
  into: Float32Array,
): void {
  const count = Math.min(texels * 4, columns - from * 4);
  for (let local = 0; local < block.heads; local++) {
    for (let query = 0; query < block.queries; query++) {
      const start = (Math.floor(query / parts.length) * block.heads + local) * texels * 4;
      const row = parts[query % parts.length].subarray(start, start + count);
      into.set(row, ((block.head + local) * queries + block.query + query) * columns + from * 4);
    }
  }
}
