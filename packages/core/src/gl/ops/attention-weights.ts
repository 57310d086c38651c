import { scoresShape } from '../../math/attention/shape.js';
import { type Dense, dense } from '../../math/dense.js';
import { Stage } from '../stage.js';
import { Attending } from './attending.js';
import { checkCall, type GLOptions, shares, type WeightsInput } from './attention-call.js';
import { blocksOf, groupsOf } from './block.js';
import { Device } from './device.js';
import { TextureReadout } from './readout.js';
import { ScoreOperands } from './score-operands.js';

/**
 * Attention weights [.., queries, keys] on the page's WebGL2 context, from query and key as `attention` takes them, or from
 * scores; the same options and errors as there. What is masked is 0.
 */
export async function attentionWeights(input: WeightsInput, options: GLOptions = {}): Promise<Dense<Float32Array>> {
  const { stage = Stage.page } = options;
  const memory = shares(options.memory);
  const { shape, rule, score } = checkCall(input, options);
  const device = await Device.ready(stage);
  const weights = new Float32Array(shape.batch * shape.heads * shape.queries * shape.keys);
  const readout = new TextureReadout(device, shape.queries);
  try {
    device.tidy(() => {
      const attending = new Attending(device, shape, rule, options);
      for (const group of groupsOf(shape, memory.operands)) {
        const operands = ScoreOperands.load(device, shape, input, score, group);
        for (const block of blocksOf(device, shape, rule, group, memory.block, attending.texelBytes)) {
          const scores = attending.scores(block, operands);
          const statistics = attending.statistics(block, scores);
          const blockWeights = attending.weights(block, scores, statistics);
          const span = { from: block.keyTexel, texels: block.keyTexels, columns: shape.keys };
          readout.start(blockWeights, block, span, weights);
          device.free(...scores, ...statistics, ...blockWeights);
        }
        operands.free();
      }
    });
  } finally {
    // A pass that was begun comes to its end, whatever happened since.
    await readout.end();
  }
  return dense(weights, scoresShape(shape));
}
