import type { Head } from '../architecture.js';
import type { Engine, Rows } from '../engine/engine.js';
import { normed } from './layer-pass.js';
import type { WeightsInMemory } from './weights.js';

interface Wanted {
  readonly wanted: 'last' | 'all';
  /** Token of the first vector. */
  readonly offset: number;
  readonly mask?: readonly number[];
}

/** Logits of the last token that is none of padding, of all, or of the classes of a text. */
export async function computeLogits(
  engine: Engine,
  weights: WeightsInMemory,
  head: Head,
  vectors: Rows,
  { wanted, offset, mask }: Wanted,
  signal?: AbortSignal,
): Promise<{ readonly rows: Rows; readonly first: number }> {
  const { transform, output, predicts, scale, softcap } = head;
  const [map, norm, last] = await Promise.all([
    transform && weights.linear(transform.map, signal),
    transform?.norm ? weights.norm(transform.norm, signal) : null,
    weights.linear(output, signal),
  ]);
  const end = wanted === 'all' ? vectors.rows : (mask?.lastIndexOf(1) ?? vectors.rows - 1) + 1;
  const [from, to] = predicts === 'classes' ? [0, 1] : [wanted === 'all' ? 0 : end - 1, end];
  const taken = engine.take(vectors, from, to);
  let state = taken;
  const next = (made: Rows) => {
    if (made !== state) engine.free(state);
    state = made;
  };
  if (map && transform) {
    next(engine.linear(state, map.weight, map.bias));
    engine.activate(state, transform.activation);
    next(normed(engine, state, norm));
  }
  if (scale !== 1) engine.scale(state, scale);
  next(engine.linear(state, last.weight, last.bias));
  if (softcap > 0) engine.cap(state, softcap);
  return { rows: state, first: predicts === 'classes' ? 0 : offset + from };
}
