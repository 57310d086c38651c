import type { Dense } from '../dense.js';
import { MASKED_BELOW } from '../masked.js';
import { requireAbove } from '../option.js';
import { overRows } from './over-rows.js';
import type { RowWeighting } from './weighting.js';

/** exp(score / temperature), normalised, of one row. The highest score is taken off first: no score is too large. */
export function softmaxRow(temperature: number): RowWeighting {
  requireAbove('temperature', temperature, 0);
  return {
    weigh(scores, start, allowed, weights) {
      const end = start + allowed.length;
      let high = -Infinity;
      for (let i = start; i < end; i++) if (allowed[i - start] && scores[i] > high) high = scores[i];
      let sum = 0;
      for (let i = start; i < end; i++) {
        if (!allowed[i - start] || scores[i] <= MASKED_BELOW) continue;
        sum += weights[i] = Math.exp((scores[i] - high) / temperature);
      }
      for (let i = start; i < end; i++) if (weights[i] !== 0) weights[i] /= sum;
    },
    pullBack(weights, start, keys, gradient) {
      const end = start + keys;
      let mean = 0;
      for (let i = start; i < end; i++) if (weights[i] !== 0) mean += weights[i] * gradient[i];
      for (let i = start; i < end; i++) {
        gradient[i] = weights[i] === 0 ? 0 : (weights[i] * (gradient[i] - mean)) / temperature;
      }
    },
  };
}

/**
 * exp(score / temperature) over the last axis, normalised to sum 1 (temperature: Hinton et al. 2015, 2; 1 unless given).
 * Same shape. Scores of −Infinity or float32's lowest are masked; a row of them alone is all 0. Throws `bad-option`.
 */
export function softmax(scores: Dense, temperature = 1): Dense {
  return overRows(scores, softmaxRow(temperature));
}
