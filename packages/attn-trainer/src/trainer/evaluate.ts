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
  const measure = async (batch: Batch): Promise<{ output: Numbers; loss: number }> => {
    const measured = await learner.measure(batch);
    await rest();
    return measured;
  };
  const measuredOver = async (batches: readonly Batch[]): Promise<Evaluation> => {
    const metrics = new Metrics();
    for (const batch of batches) {
      const { output, loss } = await measure(batch);
      metrics.add(batch, output, loss);
    }
    return metrics.evaluation(learner.steps);
  };
  const found = await measuredOver(heldBack.length > 0 ? heldBack : [dataset.batch(0)]);
  const last = dataset.batch(Math.max(0, learner.steps - 1));
  const learned = heldBack.length > 0 && last.labels ? (await measuredOver([last])).accuracy : null;
  const write = async (batch: Batch) => (await measure(batch)).output;
  const written = isWritten ? await dataset.written?.(write) : undefined;
  return {
    ...found,
    ...(learned === null ? {} : { learned }),
    ...(written === undefined ? {} : { written }),
  };
}
