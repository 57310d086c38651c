import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plain } from './contenders/shared/tfjs.js';
import { makeProblem } from './page/problem.js';
import { sizes } from './rows.mjs';

/** Steps whose losses are compared. */
const STEPS = 5;

/**
 * Writes the first losses of every model, `<model>.json`, as TensorFlow.js has them in plain JavaScript, in Node. The models
 * were written three times, with three libraries: where one is wrong, the others are not as it is.
 */
export async function writeLosses(folder) {
  mkdirSync(folder);
  for (const kind of sizes) {
    const problem = makeProblem(kind);
    const { prepare, step } = plain('cpu');
    await prepare(problem);
    const losses = [];
    for (let i = 0; i < STEPS; i++) losses.push(await step(problem.batch(i)));
    writeFileSync(join(folder, `${kind}.json`), JSON.stringify(losses));
  }
}
