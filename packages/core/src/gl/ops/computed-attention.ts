import type { AttentionOptions } from '../../math/attention/attention.js';
import { Stage } from '../stage.js';
import { Attending } from './attending.js';
import { checkCall, shares, type WeightsInput } from './attention-call.js';
import { allHeads, blocksOf } from './block.js';
import { Device } from './device.js';
import { Matrices } from './matrices.js';
import { ScoreOperands } from './score-operands.js';
import { peakSource } from './statistics.glsl.js';

/** Weights on the GPU, ready to be drawn. */
interface Computed {
  readonly device: Device;
  readonly weights: Matrices;
  /** One texel: the largest weight. */
  readonly peak: WebGLTexture;
}

/**
 * Attention weights that stay on the GPU: computed anew while a reader moves a slider, and drawn from there by the heatmap
 * pass. Nothing is read back. Query, key or scores go up once, and again after a lost context.
 */
export class ComputedAttention {
  readonly #input: WeightsInput;
  readonly #stage: Stage;
  #operands: { device: Device; scored: ScoreOperands; score: AttentionOptions['score'] } | null = null;
  #computed: Computed | null = null;

  constructor(input: WeightsInput, { stage = Stage.page }: { stage?: Stage } = {}) {
    this.#input = input;
    this.#stage = stage;
  }

  /** Computes the weights of all heads. Throws what `attention` rejects with. */
  compute(options: AttentionOptions = {}): void {
    const { shape, rule, score } = checkCall(this.#input, options);
    const device = Device.of(this.#stage);
    const all = allHeads(shape);
    if (this.#operands?.device !== device || this.#operands.score !== options.score) {
      this.#operands?.scored.free();
      // Where loading fails, what was freed must not be taken for loaded.
      this.#operands = null;
      const scored = ScoreOperands.load(device, shape, this.#input, score, all);
      this.#operands = { device, scored, score: options.score };
    }
    const { scored } = this.#operands;
    const { weights, peak } = this.#room(device, shape);
    device.tidy(() => {
      const attending = new Attending(device, shape, rule, options);
      const blocks = blocksOf(device, shape, rule, all, shares().block, attending.texelBytes);
      const peaks = device.texture(blocks.length, 1, !device.canFloat32);
      blocks.forEach((block, at) => {
        const scores = attending.scores(block, scored);
        const statistics = attending.statistics(block, scores);
        attending.placeWeights(block, scores, statistics, weights);
        const size = [block.heads, Math.ceil(block.queries / device.targets)];
        findPeak(device, statistics, size, peaks, at);
        device.free(...scores, ...statistics);
      });
      findPeak(device, [peaks], [blocks.length, 1], peak, 0);
    });
  }

  /** The weights that were computed last, for the heatmap pass; null before, and where the context was lost since. */
  get computed(): Computed | null {
    const device = this.#computed?.device;
    return device && device.generation === this.#stage.generation && !this.#stage.isLost ? this.#computed : null;
  }

  /** Frees the GPU's memory. `compute` may be called again. */
  free(): void {
    this.#operands?.scored.free();
    this.#computed?.weights.free();
    this.#computed?.device.free(this.#computed.peak);
    this.#operands = null;
    this.#computed = null;
  }

  #room(
    device: Device,
    { batch, heads, queries, keys }: { batch: number; heads: number; queries: number; keys: number },
  ) {
    if (this.#computed?.device !== device) {
      this.#computed = {
        device,
        weights: new Matrices(device, batch * heads, queries, keys, true),
        peak: device.texture(1, 1, !device.canFloat32),
      };
    }
    return this.#computed;
  }
}

function findPeak(
  device: Device,
  parts: readonly WebGLTexture[],
  size: readonly number[],
  into: WebGLTexture,
  at: number,
): void {
  device.run({
    fragment: peakSource(parts.length),
    targets: [into],
    width: 1,
    height: 1,
    corner: [at, 0],
    textures: Object.fromEntries(parts.map((part, i) => [`row${i}`, part])),
    ints: { size },
  });
}
