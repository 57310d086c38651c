import { describe, expect, it } from 'vitest';
import { tasks } from '../../src/tasks/index.js';
import type { Task } from '../../src/tasks/task.js';
import { Trainer } from '../../src/trainer/trainer.js';
import { recognized } from '../trainer/recognized.js';

const seeds = Array.from({ length: Number(process.env.ATTN_SEEDS) }, (_, i) => i + 1);

/** Share of rows of attention that must be as the task's description says. Heads that sort share the letters out among themselves. */
const shareOf = (task: Task) => (task.name === 'sort' ? 0.5 : 0.6);

interface Reached {
  steps: number;
  /** Of what was held back. */
  accuracy: number | null;
  /** As a share of the first one. */
  loss: number;
  /** How often attention is what the task says. */
  share: number;
}

const isThere = (task: Task, { accuracy, loss, share }: Reached) =>
  ('accuracy' in task.goal ? accuracy! >= task.goal.accuracy : loss <= task.goal.loss) && share > shareOf(task);

/** What a run of the task has come to when it is learned, or when its steps are at an end. */
async function reached(task: Task, seed: number): Promise<Reached> {
  const trainer = await Trainer.create({ task: task.name, seed });
  try {
    for (;;) {
      await trainer.step(25);
      const { loss, accuracy } = await trainer.evaluate();
      const share = await recognized(trainer);
      const found = { steps: trainer.steps, accuracy, loss: loss / trainer.history.losses[0], share };
      if (isThere(task, found) || trainer.steps >= task.steps) return found;
    }
  } finally {
    trainer.dispose();
  }
}

describe.each(tasks.filter(({ takesData }) => !takesData).map((task) => [task.name, task] as const))(
  '%s',
  (_, task) => {
    it.each(seeds)('is learned from seed %i, and its attention is what is said of it', async (seed) => {
      const found = await reached(task, seed);
      console.log(`${task.name}, seed ${seed}: ${JSON.stringify(found)}`);
      expect(found).toSatisfy((one: Reached) => isThere(task, one));
    });
  },
);
