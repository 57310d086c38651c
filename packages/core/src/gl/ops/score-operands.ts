import type { Score } from '../../math/attention/score.js';
import type { AttentionShape } from '../../math/attention/shape.js';
import type { Dense } from '../../math/dense.js';
import type { WeightsInput } from './attention-call.js';
import type { BlockGroup } from './block.js';
import type { Device } from './device.js';
import { Matrices } from './matrices.js';
import { interleaveSource, projectionSource } from './product.glsl.js';
import type { ScoresForm } from './scores.glsl.js';

/** Inputs of a scores kernel. */
export interface ScoreSide {
  readonly query: Matrices;
  readonly key: Matrices;
  readonly vector: Matrices | null;
  readonly form: ScoresForm['score'];
  readonly scale: number;
}

/** Operands of a scores kernel: query and key, projected where the score asks for it, or scores that were given. */
export class ScoreOperands implements ScoreSide {
  readonly query: Matrices;
  readonly key: Matrices;
  readonly vector: Matrices | null;
  readonly form: ScoresForm['score'];
  readonly scale: number;
  readonly #held: Matrices[];

  private constructor(
    device: Device,
    shape: AttentionShape,
    loaded: { query: Matrices; key: Matrices },
    score: Score | null,
  ) {
    this.#held = [loaded.query, loaded.key];
    const hold = (matrices: Matrices) => {
      this.#held.push(matrices);
      return matrices;
    };
    const project = (input: Matrices, matrix: Dense) => hold(projectRows(device, input, matrix));
    const learned = score?.kind === 'additive' ? score : null;
    const left = learned?.queryWeight ?? (score?.kind === 'bilinear' ? score.weight : null);
    this.query = left ? project(loaded.query, left) : loaded.query;
    this.key = learned ? project(loaded.key, learned.keyWeight) : loaded.key;
    const { vector } = learned ?? {};
    this.vector = vector ? hold(Matrices.upload(device, { ...vector, shape: [1, ...vector.shape] })) : null;
    this.form = !score ? 'given' : score.kind === 'cosine' || score.kind === 'additive' ? score.kind : 'product';
    this.scale = score?.kind === 'scaled-dot' ? (score.scale ?? 1 / Math.sqrt(shape.width)) : 1;
  }

  /** Brings the heads of a group into textures. */
  static load(
    device: Device,
    shape: AttentionShape,
    input: WeightsInput,
    score: Score,
    { head, heads, keyHead, keyHeads }: BlockGroup,
  ): ScoreOperands {
    if ('scores' in input) {
      const scores = Matrices.upload(device, input.scores, head, head + heads);
      return new ScoreOperands(device, shape, { query: scores, key: scores }, null);
    }
    const query = Matrices.upload(device, input.query, head, head + heads);
    const key = Matrices.upload(device, input.key, keyHead, keyHead + keyHeads);
    return new ScoreOperands(device, shape, { query, key }, score);
  }

  free(): void {
    for (const matrices of this.#held) matrices.free();
  }
}

/** Every row times one matrix [columns, width]. */
function projectRows(device: Device, input: Matrices, matrix: Dense): Matrices {
  const { targets } = device;
  const right = Matrices.upload(device, matrix);
  const result = new Matrices(device, input.count, input.rows, matrix.shape[1], true);
  const width = result.abreast * result.texels;
  const height = Math.ceil(input.count / input.abreast) * Math.ceil(input.rows / targets);
  const parts = Array.from({ length: targets }, () => device.texture(width, height, !device.canFloat32));
  device.run({
    fragment: projectionSource(targets),
    targets: parts,
    width,
    height,
    textures: { input_: input.texture, matrix: right.texture },
    ints: { inputLayout: input.layout, matrixRows: [matrix.shape[0]], resultLayout: result.layout },
  });
  device.run({
    fragment: interleaveSource(targets),
    targets: [result.texture],
    width,
    height: Math.ceil(input.count / input.abreast) * input.rows,
    textures: Object.fromEntries(parts.map((part, at) => [`part${at}`, part])),
    ints: { resultLayout: result.layout },
  });
  device.free(...parts);
  right.free();
  return result;
}
