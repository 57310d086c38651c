import { describe, expect, it } from 'vitest';
import { tasks } from '../../src/tasks/index.js';
import type { Task } from '../../src/tasks/task.js';
import { Trainer } from '../../src/trainer/trainer.js';
import { recognized } from './recognized.js';

/** Seeds from 1 on. `ATTN_SEEDS=10 npx vitest run convergence` goes over all that the settings were chosen by. */
const seeds = Array.from({ length: Number(process.env.ATTN_SEEDS ?? 1) }, (_, i) => i + 1);

/** What a run of the task reaches: its share of right answers, or of its first loss; and of rows of attention as expected. */
async function reached(task: Task, seed: number) {
  const trainer = await Trainer.create({ task: task.name, seed });
  await trainer.step(task.steps);
  const { loss, accuracy } = await trainer.evaluate();
  const found = { accuracy: accuracy ?? 0, loss: loss / trainer.history.losses[0], steps: trainer.steps };
  const share = await recognized(trainer);
  trainer.dispose();
  return { ...found, share };
}

describe.each(tasks.filter(({ takesData }) => !takesData).map((task) => [task.name, task] as const))(
  '%s',
  (_, task) => {
    it.each(seeds)('is learned from seed %i', async (seed) => {
      const found = await reached(task, seed);
      console.log(`${task.name}, seed ${seed}: ${JSON.stringify(found)}`);
      if ('accuracy' in task.goal) expect(found.accuracy).toBeGreaterThanOrEqual(task.goal.accuracy);
      else expect(found.loss).toBeLessThanOrEqual(task.goal.loss);
      // Heads that sort share the letters out among themselves.
      expect(found.share).toBeGreaterThan(task.name === 'sort' ? 0.5 : 0.6);
    });
  },
);
