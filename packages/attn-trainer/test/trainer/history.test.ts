import { describe, expect, it } from 'vitest';
import type { Example } from '../../src/datasets/dataset.js';
import { History } from '../../src/trainer/history.js';

/** An example whose attention takes 400 bytes. */
const example: Example = {
  input: [],
  picture: null,
  prediction: [],
  target: null,
  attention: [
    { name: 'self', shape: [1, 1, 10, 10], values: new Float32Array(100), queryTokens: null, keyTokens: null },
  ],
};

function run(history: History, from: number, to: number): void {
  for (let step = from; step < to; step++) {
    if (history.wantsFrame(step)) history.addFrame({ step, example });
    history.addLoss(step, 1 / (step + 1));
  }
}

describe('the history of a run', () => {
  it('keeps frames within its budget, spread evenly from the first on', () => {
    const history = new History({ budget: 8 * 400, interval: 5 });
    run(history, 0, 1000);
    expect(history.bytes).toBeLessThanOrEqual(8 * 400);
    const steps = history.frames.map(({ step }) => step);
    expect(steps[0]).toBe(0);
    expect(steps.length).toBeGreaterThan(3);
    const gaps = steps.slice(1).map((step, i) => step - steps[i]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * history.interval);
    expect(steps.at(-1)! + history.interval).toBeGreaterThanOrEqual(1000 - history.interval);
  });

  it('keeps one frame that is larger than its budget, and every loss', () => {
    const history = new History({ budget: 10 });
    run(history, 0, 700);
    expect(history.frames).toHaveLength(1);
    expect(history.losses).toHaveLength(700);
    expect(history.losses[699]).toBeCloseTo(1 / 700, 7);
  });

  it('forgets what came after a step that training goes back to', () => {
    const history = new History({ interval: 5 });
    run(history, 0, 30);
    history.addEvaluation({ step: 30, loss: 1, accuracy: 0.5 });
    history.cut(12);
    expect(history.losses).toHaveLength(12);
    expect(history.frames.map(({ step }) => step)).toEqual([0, 5, 10]);
    expect(history.evaluations).toEqual([]);
    run(history, 12, 20);
    expect(history.frames.map(({ step }) => step)).toEqual([0, 5, 10, 15]);
  });

  it('is a table of steps and losses; steps that another run took have none', () => {
    const history = new History();
    history.addLoss(2, 0.5);
    history.addLoss(3, 0.25);
    history.addEvaluation({ step: 4, loss: 0.375, accuracy: 1 });
    expect([...history.losses]).toEqual([NaN, NaN, 0.5, 0.25]);
    expect(history.toCSV()).toBe('step,loss,held_back_loss,held_back_accuracy\r\n3,0.5,,\r\n4,0.25,0.375,1\r\n');
  });
});
