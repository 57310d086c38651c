import { type Dense, type Score, type ScoreGradients, scoreKinds } from '@attn-elements/core/math';
import type { ReferenceCase } from '../reference-case.js';

/** The score of a case, and which of its arrays hold the gradients of the score's parameters. */
export interface CaseScore {
  readonly score: Score;
  /** Name of an array → what an engine gives for it. */
  readonly gradients: ReadonlyMap<string, (found: ScoreGradients) => Dense | undefined>;
}

/** Parameters are found by their names, W, or Wq, Wk and v; in additive cases v is the vector of the score. */
export function scoreOf(reference: ReferenceCase): CaseScore {
  const kind = reference.text('score');
  switch (kind) {
    case 'scaled-dot':
    case 'dot':
    case 'cosine':
      return { score: { kind }, gradients: new Map() };
    case 'bilinear':
      return {
        score: { kind, weight: reference.array('W') },
        gradients: new Map([['grad_W', (found) => found.weight]]),
      };
    case 'additive':
      return {
        score: {
          kind,
          queryWeight: reference.array('Wq'),
          keyWeight: reference.array('Wk'),
          vector: reference.array('v'),
        },
        gradients: new Map([
          ['grad_Wq', (found: ScoreGradients) => found.queryWeight],
          ['grad_Wk', (found: ScoreGradients) => found.keyWeight],
          ['grad_v', (found: ScoreGradients) => found.vector],
        ]),
      };
  }
  throw new Error(`the score ${kind} is none of ${scoreKinds.join(', ')}`);
}
