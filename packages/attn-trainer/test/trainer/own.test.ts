import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '@attn-elements/core/data';
import { describe, expect, it } from 'vitest';
import { describeWithData } from '../../../core/test/data/data-folder.js';
import { Trainer } from '../../src/trainer/trainer.js';

async function array(path: string) {
  const file = await load(readFileSync(path));
  return file.get(file.names[0]);
}

describeWithData('data of others', 'datasets', (folder) => {
  it.each([
    ['digits', 'images.1797x8x8.u8.npy', 'labels.1797.u8.npy', 800, 0.95],
    ['fashion-mnist', 'images.900.u8.npy', 'labels.900.u8.npy', 160, 0.6],
  ])('%s: images are told apart that were held back', async (name, images, labels, steps, least) => {
    const data = { images: await array(join(folder, name, images)), labels: await array(join(folder, name, labels)) };
    const trainer = await Trainer.create({ task: 'own', data });
    await trainer.step(steps);
    const { accuracy } = await trainer.evaluate();
    console.log(`${name}: ${accuracy} of what was held back after ${trainer.steps} steps`);
    expect(accuracy).toBeGreaterThanOrEqual(least);
    const { picture, attention, prediction } = await trainer.example(3);
    expect(attention[0].shape[1]).toBe(trainer.settings.heads);
    expect(picture!.shape.slice(0, 2)).toEqual(name === 'digits' ? [8, 8] : [28, 28]);
    expect(prediction).toHaveLength(1);
    trainer.dispose();
  });

  it('tatoeba-en-zh: the loss of translation falls by half', async () => {
    const data = readFileSync(join(folder, 'tatoeba-en-zh/cmn.short3000.tsv'), 'utf8');
    const trainer = await Trainer.create({ task: 'own', data });
    const before = await trainer.evaluate();
    await trainer.step(90);
    const after = await trainer.evaluate();
    console.log(`tatoeba-en-zh: ${before.loss} to ${after.loss} after ${trainer.steps} steps`);
    expect(after.loss).toBeLessThan(before.loss / 2);
    const { attention, prediction } = await trainer.example('I like you.');
    expect(prediction.length).toBeGreaterThan(0);
    expect(attention[0]).toMatchObject({ name: 'cross', keyTokens: ['i', 'like', 'you', '.'] });
    await expect(trainer.example('zyzzyva')).rejects.toMatchObject({ code: 'bad-option' });
    trainer.dispose();
  });
});

// Only one word decides: what is said besides is said of both.
const reviews = Array.from({ length: 60 }, (_, i) => {
  const thing = ['soup', 'room', 'view'][i % 3];
  return `${i % 4 < 2 ? 'We came late. ' : ''}The ${thing} was ${i % 2 ? 'lovely' : 'awful'}! It rained.`;
});

describe('texts and labels', () => {
  const rows = reviews.map((text, i) => [text, i % 2 ? 'good' : 'bad'] as const);
  it.each([
    ['tsv', rows.map((row) => row.join('\t')).join('\n')],
    ['csv', `text,label\n${rows.map(([text, label]) => `"${text}",${label}`).join('\r\n')}`],
    ['csv, by other names', `review,sentiment\n${rows.map(([text, label]) => `"${text}",${label}`).join('\n')}`],
    [
      'csv, of numbers',
      `text,target\n${rows.map(([text, label]) => `"${text}",${Number(label === 'good')}`).join('\n')}`,
    ],
    ['jsonl', rows.map(([text, label]) => JSON.stringify({ label, id: 7, text })).join('\n')],
    ['json', JSON.stringify(rows.map(([text, label]) => ({ text, label })))],
  ])('are learned from %s', async (kind, text) => {
    const trainer = await Trainer.create({ task: 'own', data: new TextEncoder().encode(text) });
    await trainer.step(200);
    expect((await trainer.evaluate()).accuracy).toBe(1);
    const { prediction, attention } = await trainer.example('The soup was lovely! It rained.');
    expect(prediction).toEqual([kind.endsWith('numbers') ? '1' : 'good']);
    expect(attention.map(({ name }) => name)).toEqual(['word', 'sentence']);
    trainer.dispose();
  });
});

describe('pictures', () => {
  const images = { shape: [4, 6, 6], values: Float32Array.from({ length: 144 }, (_, i) => i % 7) };
  it.each([
    [
      'one-hot labels',
      { images, labels: { shape: [4, 2], values: Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1) } },
      'labels has shape [4, 2]: one label for each image is needed',
    ],
    [
      'no value at all',
      {
        images: { ...images, values: images.values.map(() => NaN) },
        labels: { shape: [4], values: Float32Array.of(0, 1, 0, 1) },
      },
      'images holds no numbers',
    ],
    [
      'one class',
      { images, labels: { shape: [4], values: Float32Array.of(3, 3, 3, 3) } },
      'All labels of data are 3, in the column labels',
    ],
    [
      'labels with decimals',
      { images, labels: { shape: [4], values: Float32Array.of(0.5, 1.25, 2.5, 3.75) } },
      '4 different numbers with decimals in 4 rows',
    ],
  ])('are refused with a sentence: %s', async (_, data, sentence) => {
    const failed = await Trainer.create({ task: 'own', data: data as never }).catch((error: Error) => error);
    expect((failed as Error).message).toContain(sentence);
  });

  it('may have labels that are names', async () => {
    const trainer = await Trainer.create({
      task: 'own',
      data: { images, labels: ['cat', 'dog', 'cat', 'dog'] } as never,
    });
    expect((await trainer.example(0)).target![0]).toMatch(/^(cat|dog)$/);
    trainer.dispose();
  });

  it.each([-9999, NaN, -3.4028234663852886e38])('learn nothing of missing values: %d', async (missing) => {
    const labels = { shape: [40], values: Float32Array.from({ length: 40 }, (_, i) => i % 2) };
    // A bright row, above or below.
    const whole = Float32Array.from({ length: 40 * 36 }, (_, at) => {
      const [i, row] = [Math.floor(at / 36), Math.floor((at % 36) / 6)];
      return 0.1 + ((i * 7 + at) % 5) * 0.02 + (row === (i % 2 ? 1 : 4) ? 0.7 : 0);
    });
    const holed = whole.map((value, at) => (at % 36 === 0 || at % 36 === 35 ? missing : value));
    const data = { images: { shape: [40, 6, 6], values: holed }, labels };
    const trainer = await Trainer.create({ task: 'own', data: data as never });
    expect(trainer.dataset.notes).toContainEqual({
      name: 'pixels-missing',
      details: { values: [String(Math.fround(missing))], count: 80, all: 1440 },
    });
    await trainer.step(120);
    expect((await trainer.evaluate()).accuracy).toBe(1);
    const { picture } = await trainer.example(0);
    // The mean of the rest, scaled as they are.
    const there = holed.filter((value) => Number.isFinite(value) && value > -1);
    const mean = there.reduce((sum, value) => sum + value, 0) / there.length;
    expect(picture!.values[0]).toBeCloseTo(mean / Math.max(...there), 5);
    trainer.dispose();
  });
});
