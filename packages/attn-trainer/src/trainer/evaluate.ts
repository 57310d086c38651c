import type { Dataset } from '../datasets/dataset.js';
import type { Batch, Numbers } from '../models/model.js';
import type { Evaluation } from './history.js';
import type { Learner } from './learner.js';
import { Metrics } from './metrics.js';

/**
 * Evaluation on what is held back; of a task that holds nothing back, the loss of its data.
 * @param isWritten whether the model also writes answers by itself, where the task has such
 * @param rest lets others have their turn
 */
export async function evaluate(
  learner: Learner,
  dataset: Dataset,
  isWritten: boolean,
  rest: () => Promise<void>,
): Promise<Evaluation> {
  const { heldBack } = dataset;
  const metrics = new Metrics();
  const measure = async (batch: Batch): Promise<{ output: Numbers; loss: number }> => {
    const measured = await learner.measure(batch);
    await rest();
    return measured;
  };
  for (const batch of heldBack.length > 0 ? heldBack : [dataset.batch(0)]) {
    const { output, loss } = await measure(batch);
    metrics.add(batch, output, loss);
  }
  const write = async (batch: Batch) => (await measure(batch)).output;
  const written = isWritten ? await dataset.written?.(write) : undefined;
  return { ...metrics.evaluation(learner.steps), ...(written === undefined ? {} : { written }) };
}
