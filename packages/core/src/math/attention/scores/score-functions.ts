import { reason } from '../../../errors.js';
import { wrongOperand } from '../../../tensor.js';
import { badOption } from '../../option.js';
import { type Score, scoreKinds } from '../score.js';
import type { AttentionShape } from '../shape.js';
import { AdditiveScore } from './additive.js';
import { BilinearScore } from './bilinear.js';
import { CosineScore } from './cosine.js';
import { DotScore } from './dot.js';
import type { ScoreFunction } from './score-function.js';

/** The function of a score; scaled dot product unless given. Throws `wrong-shape`, `bad-option`. */
export function scoreFunction(shape: AttentionShape, score: Score = { kind: 'scaled-dot' }): ScoreFunction {
  switch (score.kind) {
    case 'scaled-dot': {
      const { scale = 1 / Math.sqrt(requireOneWidth(shape)) } = score;
      if (!Number.isFinite(scale)) throw badOption('scale', scale, reason`a finite number is needed`);
      return new DotScore(shape, scale);
    }
    case 'dot':
      requireOneWidth(shape);
      return new DotScore(shape, 1);
    case 'cosine':
      requireOneWidth(shape);
      return new CosineScore(shape);
    case 'bilinear':
      return new BilinearScore(shape, score.weight);
    case 'additive':
      return new AdditiveScore(shape, score);
  }
  throw badOption('score', (score as Score).kind, reason`the scores are ${scoreKinds}`);
}

function requireOneWidth({ width, keys, keyWidth }: AttentionShape): number {
  if (width === keyWidth) return width;
  throw wrongOperand('The key', [keys, keyWidth], reason`its width must be that of the query, ${width}`);
}
