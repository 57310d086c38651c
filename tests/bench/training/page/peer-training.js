import { makeProblem } from './problem.js';

/** What takes the next step of the encoder with the contender of an address, and gives its loss. */
export async function opened(contender) {
  const problem = makeProblem('encoder');
  const { prepare, step } = await import(contender);
  await prepare(problem);
  let taken = 0;
  return () => step(problem.batch(taken++));
}
