import { Trainer } from '@attn-elements/attn-trainer/trainer';
import { modelOf } from './our-models.js';

/** The Trainer on one engine, with a task of the bench's batches. */
export function trainer(engine) {
  let running;
  return {
    async prepare(problem) {
      const lesson = {
        model: modelOf(problem),
        batch: problem.batch,
        heldBack: [],
        examples: 1,
        example: () => Promise.reject(new Error('not asked for')),
      };
      running = await Trainer.create({ engine, task: taskOf(problem, lesson) });
      const learned = Object.entries(problem.parameters).filter(([, { isFixed }]) => !isFixed);
      await running.load(
        Object.fromEntries(learned.map(([name, { shape, values }]) => [name, { shape, data: values }])),
      );
    },
    /** Takes a step, and gives its loss. It asks for its batches itself. */
    async step() {
      const { loss } = await running.step();
      return loss;
    },
  };
}

const taskOf = ({ kind, adam: { rate }, sizes: { batch } }, lesson) => ({
  name: kind,
  defaults: {
    seed: 1,
    learningRate: rate,
    batch,
    layers: 1,
    heads: 1,
    width: 1,
    score: 'scaled-dot',
    positions: 'sinusoidal',
    length: 2,
    symbols: 2,
  },
  uses: [],
  steps: 1000,
  goal: { loss: 0 },
  open: () => lesson,
});
