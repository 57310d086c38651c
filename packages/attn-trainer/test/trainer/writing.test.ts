import { describe, expect, it } from 'vitest';
import { Trainer } from '../../src/trainer/trainer.js';

describe('answers that a model writes by itself', () => {
  it('are right as often as the examples that it translates', async () => {
    const trainer = await Trainer.create({ task: 'translate', seed: 2 });
    await trainer.step(60);
    const { accuracy, written } = await trainer.evaluate({ isWritten: true });
    let right = 0;
    for (let i = 0; i < 64; i++) {
      const { prediction, target } = await trainer.example(i);
      if (prediction.join(' ') === target!.join(' ')) right++;
    }
    expect(written).toBe(right / 64);
    // A sentence is right where all of its words are.
    expect(written).toBeLessThan(accuracy!);
    expect(written).toBeGreaterThan(0);
    expect(trainer.history.toCSV()).toContain(`,${written}`);
    trainer.dispose();
  });

  it('are as somebody reads them off letter by letter: copy', async () => {
    const trainer = await Trainer.create({ task: 'copy', length: 4, symbols: 6, width: 16 });
    await trainer.step(120);
    const { written } = await trainer.evaluate({ isWritten: true });
    const letters = 'ABCDEF|';
    let right = 0;
    for (let i = 0; i < 64; i++) {
      const prompt = (await trainer.example(i)).input.slice(0, 4);
      let text = [...prompt, '|'];
      while (text.length < 9) {
        const tokens = Int32Array.from({ length: 8 }, (_, at) => letters.indexOf(text[at] ?? 'A'));
        const { output } = await trainer.predict({ tokens: { shape: [1, 8], values: tokens } });
        const classes = output.shape.at(-1)!;
        const row = [...output.values.subarray((text.length - 1) * classes, text.length * classes)];
        text = [...text, letters[row.indexOf(Math.max(...row))]];
      }
      if (text.slice(5).join() === prompt.join()) right++;
    }
    expect(written).toBe(right / 64);
    trainer.dispose();
  });

  it('are not told of a task that answers at once', async () => {
    const trainer = await Trainer.create({ task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4 });
    expect(await trainer.evaluate({ isWritten: true })).not.toHaveProperty('written');
    trainer.dispose();
  });
});
