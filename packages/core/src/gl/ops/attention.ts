import { outputShape, scoresShape } from '../../math/attention/shape.js';
import { type Dense, dense } from '../../math/dense.js';
import { Stage } from '../stage.js';
import { Attending } from './attending.js';
import { checkCall, type GLOptions, shares } from './attention-call.js';
import { blocksOf, groupsOf } from './block.js';
import { Device } from './device.js';
import { Matrices } from './matrices.js';
import { TextureReadout } from './readout.js';
import { ScoreOperands } from './score-operands.js';

export interface GLAttentionOptions extends GLOptions {
  /** Whether the weights are wanted too: a matrix for every head. */
  readonly weights?: boolean;
}

export interface GLAttention {
  /** [.., queries, value width], float32. */
  readonly output: Dense<Float32Array>;
  /** [.., queries, keys], float32, where they were asked for. */
  readonly weights?: Dense<Float32Array>;
}

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
  const { stage = Stage.page } = options;
  const memory = shares(options.memory);
  const { shape, rule, score } = checkCall({ query, key }, options, value);
  const device = await Device.ready(stage);
  const rows = shape.batch * shape.heads * shape.queries;
  const output = new Float32Array(rows * shape.valueWidth);
  const weights = options.weights ? new Float32Array(rows * shape.keys) : null;
  const readout = new TextureReadout(device, shape.queries);
  try {
    device.tidy(() => {
      const attending = new Attending(device, shape, rule, options);
      for (const group of groupsOf(shape, memory.operands)) {
        const operands = ScoreOperands.load(device, shape, { query, key }, score, group);
        const values = Matrices.upload(device, value, group.keyHead, group.keyHead + group.keyHeads);
        for (const block of blocksOf(device, shape, rule, group, memory.block, attending.texelBytes)) {
          const scores = attending.scores(block, operands);
          const statistics = attending.statistics(block, scores);
          const blockWeights = attending.weights(block, scores, statistics);
          device.free(...scores, ...statistics);
          const span = { from: block.keyTexel, texels: block.keyTexels, columns: shape.keys };
          if (weights) readout.start(blockWeights, block, span, weights);
          const outputs = attending.output(block, blockWeights, values);
          readout.start(outputs, block, { from: 0, texels: values.texels, columns: shape.valueWidth }, output);
          device.free(...blockWeights, ...outputs);
        }
        operands.free();
        values.free();
      }
    });
  } finally {
    // A pass that was begun comes to its end, whatever happened since.
    await readout.end();
  }
  return {
    output: dense(output, outputShape(shape)),
    ...(weights && { weights: dense(weights, scoresShape(shape)) }),
  };
}
