import type { CpuRuntime } from '../../cpu-runtime/cpu-runtime.js';
import type { WeightingKind } from '../../../math/attention/weighting.js';

/** Makes scores into weights, in place; cells of −Infinity get 0. */
export function weigh(
  runtime: CpuRuntime,
  kind: WeightingKind,
  temperature: number,
  at: number,
  columns: number,
): void {
  const { floats } = runtime;
  if (kind === 'softmax') return runtime.softmax(at, 1, columns, columns, 1 / temperature);
  let best = at;
  for (let i = at; i < at + columns; i++) if (floats[i] > floats[best]) best = i;
  const most = floats[best];
  if (kind === 'hard' || most === -Infinity) {
    floats.fill(0, at, at + columns);
    if (most > -Infinity) floats[best] = 1;
    return;
  }
  // Scores are lowered by the largest before they are summed: of thousands, their differences would drown.
  const sorted = floats.slice(at, at + columns).sort();
  let sum = 0;
  let threshold = 0;
  for (let count = 1; count <= columns; count++) {
    const score = sorted[columns - count] - most;
    if (1 + count * score <= sum + score) break;
    sum += score;
    threshold = (sum - 1) / count;
  }
  for (let i = at; i < at + columns; i++) floats[i] = Math.max(0, floats[i] - most - threshold);
}

/** Makes `g`, the gradient of a row of weights, that of its scores. */
export function weighGradient(
  runtime: CpuRuntime,
  kind: WeightingKind,
  temperature: number,
  weights: number,
  g: number,
  columns: number,
): void {
  const { floats } = runtime;
  if (kind === 'softmax') return runtime.softmaxGradient(weights, g, 1, columns, columns, 1 / temperature);
  if (kind === 'hard') {
    floats.fill(0, g, g + columns);
    return;
  }
  let sum = 0;
  let count = 0;
  for (let i = 0; i < columns; i++) {
    if (floats[weights + i] <= 0) continue;
    sum += floats[g + i];
    count++;
  }
  for (let i = 0; i < columns; i++) floats[g + i] = floats[weights + i] > 0 ? floats[g + i] - sum / count : 0;
}
