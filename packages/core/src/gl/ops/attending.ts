import type { Bias } from '../../math/attention/bias.js';
import type { MaskRule } from '../../math/attention/mask.js';
import type { AttentionShape } from '../../math/attention/shape.js';
import type { Weighting } from '../../math/attention/weighting.js';
import type { Block } from './block.js';
import { type BlockCall, named, runBlock } from './block-run.js';
import type { Device } from './device.js';
import type { Matrices } from './matrices.js';
import { outputSource } from './product.glsl.js';
import { RuleLists } from './rule-lists.js';
import type { ScoreSide } from './score-operands.js';
import { maskedScores, scoresSource } from './scores.glsl.js';
import { statisticsSource } from './statistics.glsl.js';
import { blockWeightsSource, weightsSource } from './weights.glsl.js';

type Textures = readonly WebGLTexture[];

/**
 * The kernels of one call of attention, run block by block: scores, one look at each row for its highest score and its sum,
 * weights, and their product with the values. Nothing of the size of all scores is kept. Textures are the caller's to free.
 */
export class Attending {
  readonly #device: Device;
  readonly #weighting: Weighting;
  readonly #lists: RuleLists;
  readonly #half: boolean;

  constructor(
    device: Device,
    shape: AttentionShape,
    rule: MaskRule,
    {
      weighting = { kind: 'softmax' },
      bias,
      half = !device.canFloat32,
    }: { weighting?: Weighting; bias?: Bias; half?: boolean },
  ) {
    this.#device = device;
    this.#weighting = weighting;
    this.#lists = new RuleLists(device, shape, rule, bias);
    this.#half = half;
  }

  free(): void {
    this.#lists.free();
  }

  /** Bytes of one texel of what is computed. */
  get texelBytes(): number {
    return this.#half ? 8 : 16;
  }

  /** Scores of a block, bias included, `fill` where the mask forbids. */
  scores(block: Block, { query, key, vector, form, scale }: ScoreSide): Textures {
    const { form: rule, biasForm: bias } = this.#lists;
    const { fill } = this.#masked;
    const { textures, ints } = this.#lists.cells;
    return this.#compute(block, block.heads * block.keyTexels, {
      fragment: scoresSource(this.#device.targets, { score: form, bias, rule }, fill),
      textures: { query: query.texture, key: key.texture, ...(vector && { vector: vector.texture }), ...textures },
      ints: { queryLayout: query.layout, keyLayout: key.layout, ...ints },
      floats: { scale },
    });
  }

  /** Statistics by which each row of scores becomes weights. */
  statistics(block: Block, scores: Textures): Textures {
    const { form: rule } = this.#lists;
    const { textures, ints } = this.#lists.reach;
    return this.#compute(block, block.heads, {
      fragment: statisticsSource(this.#device.targets, this.#weighting.kind, rule),
      textures: { ...named('scores', scores), ...textures },
      ints,
      floats: this.#floats,
    });
  }

  /** Weights of a block, laid out as its scores. */
  weights(block: Block, scores: Textures, statistics: Textures): Textures {
    return this.#compute(block, block.heads * block.keyTexels, {
      fragment: blockWeightsSource(this.#device.targets, this.#weighting.kind),
      textures: { ...named('scores', scores), ...named('row', statistics) },
      floats: this.#floats,
    });
  }

  /** Weights times values × scale, laid out as the scores with the columns of the values in place of keys. */
  output(block: Block, weights: Textures, value: Matrices, scale = 1): Textures {
    const { form: rule } = this.#lists;
    const { textures, ints } = this.#lists.reach;
    return this.#compute(block, block.heads * value.texels, {
      fragment: outputSource(this.#device.targets, rule),
      textures: { ...named('weights', weights), value: value.texture, ...textures },
      ints: { valueLayout: value.layout, ...ints },
      floats: { scale },
    });
  }

  /** Writes the weights of a block into matrices [batch × heads] of [queries, keys]. */
  placeWeights(block: Block, scores: Textures, statistics: Textures, into: Matrices): void {
    const { texels } = into;
    for (let local = 0; local < block.heads; local++) {
      const [x, y] = into.placeOf(block.head + local);
      const corner = [x, y + block.query] as const;
      this.#device.run({
        fragment: weightsSource(this.#device.targets, this.#weighting.kind),
        targets: [into.texture],
        width: texels,
        height: block.queries,
        corner,
        textures: { ...named('scores', scores), ...named('row', statistics) },
        ints: { corner, local: [local], keySpan: [block.keyTexel, block.keyTexels] },
        floats: this.#floats,
      });
    }
  }

  get #masked() {
    return maskedScores[this.#half ? 'float16' : 'float32'];
  }

  get #floats() {
    const temperature = this.#weighting.kind === 'softmax' ? (this.#weighting.temperature ?? 1) : 1;
    return { masked: this.#masked.above, sharpness: 1 / temperature };
  }

  #compute(block: Block, width: number, call: BlockCall): Textures {
    return runBlock(this.#device, block, width, call, this.#half);
  }
}
