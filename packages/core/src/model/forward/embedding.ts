import { reason } from '../../errors.js';
import { wrongOperand } from '../../tensor.js';
import type { Embedding, Patches } from '../architecture.js';
import type { Engine, Rows } from '../engine/engine.js';
import { normed } from './layer-pass.js';
import { sinePositions } from './positions.js';
import type { WeightsInMemory } from './weights.js';

/** Tokens of a text. */
export interface TokenInput {
  readonly ids: readonly number[];
  /** Segment of each token, of a pair; 0 unless given. */
  readonly types?: readonly number[];
  /** 0 of padding; all are tokens unless given. */
  readonly mask?: readonly number[];
}

/** Vectors that enter the layers, of tokens from one on: [tokens, width]. */
export async function embedTokens(
  engine: Engine,
  weights: WeightsInMemory,
  embedding: Embedding,
  { ids, types }: TokenInput,
  from: number,
  signal?: AbortSignal,
): Promise<Rows> {
  const { table, vocabulary, width, scale, positions } = embedding;
  const [matrix, places, segments, norm, projection] = await Promise.all([
    weights.table(table, vocabulary, width, signal),
    positions.kind === 'learned' ? weights.table(positions.table, positions.rows, width, signal) : null,
    embedding.types ? weights.table(embedding.types.table, embedding.types.rows, width, signal) : null,
    embedding.norm ? weights.norm(embedding.norm, signal) : null,
    embedding.projection ? weights.linear(embedding.projection, signal) : null,
  ]);
  const own = ids.slice(from);
  const state = engine.gather(matrix, own);
  const add = (more: Rows) => {
    engine.add(state, more);
    engine.free(more);
  };
  if (scale !== 1) engine.scale(state, scale);
  if (places) add(engine.gather(places, positionRows(embedding, ids).slice(from)));
  if (positions.kind === 'sines') add(engine.rows(own.length, width, sinePositions(width, from, ids.length)));
  if (segments) add(engine.gather(segments, types?.slice(from) ?? own.map(() => 0)));
  const settled = normed(engine, state, norm);
  if (settled !== state) engine.free(state);
  if (!projection) return settled;
  const wide = engine.linear(settled, projection.weight, projection.bias);
  engine.free(settled);
  return wide;
}

/** Row of the table of positions for each token. */
function positionRows({ positions }: Embedding, ids: readonly number[]): readonly number[] {
  if (positions.kind !== 'learned') return [];
  const { start, skips } = positions;
  if (skips === null) return ids.map((_, at) => start + at);
  let count = start - 1;
  return ids.map((id) => (id === skips ? skips : ++count));
}

/** Vectors of a class token and the patches of a picture: [1 + patches, width]. Rejects with `wrong-shape`. */
export async function embedPatches(
  engine: Engine,
  weights: WeightsInMemory,
  patches: Patches,
  pixels: Float32Array,
  signal?: AbortSignal,
): Promise<Rows> {
  const { channels, imageSize, patchSize, projection } = patches;
  const [rows, columns] = imageSize;
  const [down, across] = [rows / patchSize[0], columns / patchSize[1]];
  if (pixels.length !== channels * rows * columns) {
    throw wrongOperand('The picture', [pixels.length], reason`it must be [${channels}, ${rows}, ${columns}]`);
  }
  const width = projection.outputs;
  const [map, classToken, positions] = await Promise.all([
    weights.linear(projection, signal),
    weights.vector(patches.classToken, width, signal),
    weights.values(patches.positions, [down * across + 1, width], signal),
  ]);
  const parts = engine.rows(down * across, projection.inputs, unfold(pixels, patches));
  const vectors = engine.linear(parts, map.weight, map.bias);
  const first = engine.append(null, classToken);
  const state = engine.append(first, vectors);
  const added = engine.rows(down * across + 1, width, positions);
  engine.add(state, added);
  engine.free(parts, vectors, added);
  return state;
}

/** Pixels [channels, rows, columns] as patches [patches, channels × rows of a patch × columns of a patch]. */
function unfold(pixels: Float32Array, { channels, imageSize, patchSize }: Patches): Float32Array {
  const [rows, columns] = imageSize;
  const [high, wide] = patchSize;
  const out = new Float32Array(pixels.length);
  let to = 0;
  for (let top = 0; top < rows; top += high) {
    for (let left = 0; left < columns; left += wide) {
      for (let channel = 0; channel < channels; channel++) {
        for (let row = top; row < top + high; row++, to += wide) {
          const from = (channel * rows + row) * columns + left;
          out.set(pixels.subarray(from, from + wide), to);
        }
      }
    }
  }
  return out;
}
