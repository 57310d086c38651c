import type { Score } from '../../math/attention/score.js';
import type { AttentionShape } from '../../math/attention/shape.js';
import type { Dense } from '../../math/dense.js';
import type { Device } from './device.js';
import { Matrices } from './matrices.js';
import { interleaveSource, projectionSource } from './product.glsl.js';
import type { ScoresForm } from './scores.glsl.js';

/** What a scores kernel multiplies: query and key, projected where the score asks for it. */
export class ScoreOperands {
  readonly query: Matrices;
  readonly key: Matrices;
  readonly vector: Matrices | null;
  readonly form: ScoresForm['score'];
  readonly scale: number;
  readonly #made: Matrices[] = [];

  constructor(device: Device, shape: AttentionShape, query: Matrices, key: Matrices, score: Score) {
    const project = (input: Matrices, matrix: Dense) => {
      const projected = projectRows(device, input, matrix);
      this.#made.push(projected);
      return projected;
    };
    const additive = score.kind === 'additive';
    this.query = additive
      ? project(query, score.queryWeight)
      : score.kind === 'bilinear'
        ? project(query, score.weight)
        : query;
    this.key = additive ? project(key, score.keyWeight) : key;
    this.vector = additive ? Matrices.upload(device, { ...score.vector, shape: [1, ...score.vector.shape] }) : null;
    if (this.vector) this.#made.push(this.vector);
    this.form = score.kind === 'cosine' || additive ? score.kind : 'product';
    this.scale = score.kind === 'scaled-dot' ? (score.scale ?? 1 / Math.sqrt(shape.width)) : 1;
  }

  free(): void {
    for (const matrices of this.#made) matrices.free();
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
