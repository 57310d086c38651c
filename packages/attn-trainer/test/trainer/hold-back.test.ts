import { describe, expect, it } from 'vitest';
import { holdBack } from '../../src/datasets/hold-back.js';
import { Trainer } from '../../src/trainer/trainer.js';

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe('what is held back of a table', () => {
  const split = (items: readonly { text: string; label: number }[], seed = 1) =>
    holdBack(items, { seed, share: 6, content: ({ text }) => text, label: ({ label }) => label });

  it.each([1, 2, 3, 4, 5])('has every class, and nothing that is learned from: seed %d', (seed) => {
    // A common and two rare classes, every text three times.
    const items = times(180, (i) => ({ text: `text ${i % 60}`, label: i % 60 < 50 ? 0 : i % 60 < 58 ? 1 : 2 }));
    const { training, heldBack, without, isShared, repeated, disagreeing } = split(items, seed);
    const learned = new Set(training.map(({ text }) => text));
    expect(heldBack.filter(({ text }) => learned.has(text))).toEqual([]);
    // Each once: a sixth of 50, of 8 and of 2, one at least.
    const count = (label: number) => heldBack.filter((item) => item.label === label).length;
    expect([count(0), count(1), count(2)]).toEqual([8, 1, 1]);
    expect(training).toHaveLength(180 - 3 * 10);
    expect({ without, isShared, repeated, disagreeing }).toEqual({
      without: [],
      isShared: false,
      repeated: 120,
      disagreeing: 0,
    });
  });

  it('is another by another seed', () => {
    const items = times(60, (i) => ({ text: `text ${i}`, label: i % 2 }));
    expect(split(items, 1).heldBack).toEqual(split(items, 1).heldBack);
    expect(split(items, 1).heldBack).not.toEqual(split(items, 2).heldBack);
  });

  it('is told to be nothing where there is too little', () => {
    const few = times(4, (i) => ({ text: i < 2 ? 'a' : 'b', label: i < 2 ? 0 : 1 }));
    expect(split(few)).toMatchObject({ isShared: true, without: [] });
    const rare = [...times(12, (i) => ({ text: `text ${i}`, label: 0 })), { text: 'alone', label: 1 }];
    expect(split(rare)).toMatchObject({ isShared: false, without: [1] });
    const unsure = [...times(12, (i) => ({ text: `text ${i}`, label: i % 2 })), { text: 'text 0', label: 1 }];
    expect(split(unsure).disagreeing).toBe(1);
  });

  it('cannot be learned by heart where labels were drawn by chance', async () => {
    // The same sixty texts five times, with labels that say nothing of them.
    const chance = [0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1];
    const rows = times(300, (i) => `text number${i % 60} of sixty,${chance[(i % 60) % 30] ? 'yes' : 'no'}`);
    const trainer = await Trainer.create({ task: 'own', data: `text,label\n${rows.join('\n')}` });
    await trainer.step(200);
    const { accuracy } = await trainer.evaluate();
    expect(trainer.dataset.notes!.map(({ name }) => name)).toEqual(['learns-classes', 'rows-repeated']);
    expect(trainer.dataset.notes![0].details).toEqual({
      text: 'text',
      label: 'label',
      count: 2,
      shares: 'no 50% · yes 50%',
      most: '50%',
    });
    expect(trainer.dataset.notes![1].details).toEqual({ count: 240, all: 300 });
    // Ten held back, none of which was read: their words are unknown.
    expect(trainer.dataset.examples).toBe(10);
    expect(trainer.dataset.guess).toBe(0.5);
    expect(accuracy).toBe(0.5);
    trainer.dispose();
  });
});
