import { PlainEngine } from '@attn-elements/core/model';
import { answerOf, networkOf } from './shared/ours.js';

/** Attention of the first tokens, which no later one changes, by plain loops: [layers][heads, tokens, tokens]. */
export async function truthOf(problem, tokens) {
  const network = networkOf(problem, new PlainEngine());
  return answerOf(await network.run({ ids: problem.ids.slice(0, tokens) }));
}
