import { reason } from '../../errors.js';
import { badOption, requireAbove, requireWhole } from '../option.js';
import { rotaryScalingKinds } from './rotary-kinds.js';

/**
 * How the rotations of a model are slowed so that it reads `factor` times more positions than it was trained with.
 * - `linear`: all by the factor (Chen et al. 2023, 2.2, "position interpolation")
 * - `ntk`: the base becomes base × factor^(width / (width − 2)): the fastest pair stays, the slowest slows by the factor
 *   (Peng et al. 2024, 3.1, "NTK-aware")
 * - `yarn`: pairs that turn more than `betaFast` times within `originalLength` positions stay, those that turn less than
 *   `betaSlow` times slow by the factor, between them a ramp (Peng et al. 2024, 3.2). The ramp is linear in the number of
 *   `turns` as in the paper, or with `pairs` in the index of the pair, as in the authors' code and the models that follow it;
 *   it then begins and ends at whole pairs, with `fractions` between them, as where a model's `truncate` is false.
 */
export type RotaryScaling =
  | { readonly kind: 'none' }
  | { readonly kind: 'linear'; readonly factor: number }
  | { readonly kind: 'ntk'; readonly factor: number }
  | {
      readonly kind: 'yarn';
      readonly factor: number;
      /** Positions that the model was trained with. */
      readonly originalLength: number;
      /** 32 unless given. */
      readonly betaFast?: number;
      /** 1 unless given. */
      readonly betaSlow?: number;
      /** `turns` unless given. */
      readonly ramp?: 'turns' | 'pairs' | 'fractions';
    };

type Yarn = RotaryScaling & { kind: 'yarn' };

/**
 * YaRN's attention factor, by which queries and keys are multiplied, each, and so the scores by its square: 0.1 m ln(factor) + 1, and 1 for
 * factors up to 1 (Peng et al. 2024, 3.3); m is 1 unless a model names another (`mscale`). Throws `bad-option`.
 */
export function yarnAttentionScale(factor: number, mscale = 1): number {
  requireAbove('factor', factor, 0);
  return factor <= 1 ? 1 : 0.1 * mscale * Math.log(factor) + 1;
}

/** Radians that each pair turns from one position to the next: base^(−2i/width), slowed. `width` is even. */
export function rotaryFrequencies(width: number, base: number, scaling: RotaryScaling): Float64Array {
  if (!rotaryScalingKinds.includes(scaling.kind)) {
    throw badOption('scaling', scaling.kind, reason`it is one of ${rotaryScalingKinds}`);
  }
  if (scaling.kind !== 'none') requireAbove('factor', scaling.factor, 0);
  // The first pair turns by 1 whatever the base, also where it is the only one and width − 2 is 0.
  const grown = scaling.kind === 'ntk' && width > 2 ? base * scaling.factor ** (width / (width - 2)) : base;
  const frequencies = Float64Array.from({ length: width / 2 }, (_, pair) => grown ** ((-2 * pair) / width));
  if (scaling.kind === 'linear') return frequencies.map((frequency) => frequency / scaling.factor);
  if (scaling.kind !== 'yarn') return frequencies;
  const kept = keptShare(scaling, width, base);
  return frequencies.map((frequency, pair) => {
    const share = kept(frequency, pair);
    return (1 - share) * (frequency / scaling.factor) + share * frequency;
  });
}

/** Share of a pair's own frequency that YaRN keeps, 0 to 1. */
function keptShare(scaling: Yarn, width: number, base: number): (frequency: number, pair: number) => number {
  const { originalLength, betaFast = 32, betaSlow = 1, ramp = 'turns' } = scaling;
  requireWhole('originalLength', originalLength, 1);
  requireAbove('betaSlow', betaSlow, 0);
  requireAbove('betaFast', betaFast, betaSlow);
  if (ramp === 'turns') {
    return (frequency) => {
      const turns = (originalLength * frequency) / (2 * Math.PI);
      return Math.min(1, Math.max(0, (turns - betaSlow) / (betaFast - betaSlow)));
    };
  }
  if (ramp !== 'pairs' && ramp !== 'fractions') throw badOption('ramp', ramp, reason`it is turns, pairs or fractions`);
  requireAbove('base', base, 1);
  const pairThatTurns = (turns: number) =>
    (width * Math.log(originalLength / (2 * Math.PI * turns))) / (2 * Math.log(base));
  const [down, up] = ramp === 'pairs' ? [Math.floor, Math.ceil] : [Number, Number];
  const first = Math.max(0, down(pairThatTurns(betaFast)));
  const last = Math.min(width - 1, up(pairThatTurns(betaSlow)));
  // The authors' code widens an empty ramp by this much.
  const span = last === first ? 0.001 : last - first;
  return (_, pair) => 1 - Math.min(1, Math.max(0, (pair - first) / span));
}
