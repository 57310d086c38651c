import { describe, expect, it } from 'vitest';
import { recordedFrames, type RecordedRun } from '../../src/recorded/recorded-run.js';
import { recordedRuns } from '../../src/recorded/recorded-runs.js';
import { tasks } from '../../src/tasks/index.js';
import { Trainer } from '../../src/trainer/trainer.js';
import { record, writeRecord } from './recorder.js';

const recorded = tasks.filter(({ takesData }) => !takesData).map(({ name }) => name);

/** Steps that a test takes again, of each run. */
const ENOUGH = 40;

if (process.env.ATTN_RECORD === 'write') {
  it.each(recorded)('writes the record of %s', async (task) => writeRecord(task, await record(task)));
}

describe.skipIf(process.env.ATTN_RECORD === 'write')('the recorded runs', () => {
  it('are of every task that brings its own data', () => {
    expect(Object.keys(recordedRuns).sort()).toEqual([...recorded].sort());
  });

  it.each(recorded)('%s: is what a run comes to', async (task) => {
    const { run } = (await recordedRuns[task]()) as { run: RecordedRun };
    const frames = recordedFrames(run);
    const trainer = await Trainer.create({ task });
    for (const { step, example } of frames.filter(({ step }) => step <= ENOUGH)) {
      await trainer.step(step - trainer.steps);
      const found = await trainer.example();
      expect(found.input).toEqual(example.input);
      for (const map of example.attention) {
        const { values, shape } = found.attention.find(({ name }) => name === map.name)!;
        expect(map.shape).toEqual(shape);
        for (const [i, value] of values.entries()) expect(Math.abs(map.values[i] - value)).toBeLessThan(1e-3);
      }
    }
    trainer.dispose();
  });

  it.each(recorded)('%s: ends with the task learned', async (task) => {
    const { frames, target } = (await recordedRuns[task]()).run;
    const { goal } = tasks.find(({ name }) => name === task)!;
    const last = frames.at(-1)!;
    if ('accuracy' in goal) expect(last.accuracy).toBeGreaterThanOrEqual(goal.accuracy);
    if (target) expect(last.prediction).toEqual(target);
  });
});
