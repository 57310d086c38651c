import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '@attn-elements/core/data';
import { describe, expect, it } from 'vitest';
import { describeWithData } from '../../../core/test/data/data-folder.js';
import { readTable } from '../../src/material/table.js';
import { Trainer } from '../../src/trainer/trainer.js';

async function array(path: string) {
  const file = await load(readFileSync(path));
  return file.get(file.names[0]);
}

describeWithData('data of others', 'datasets', (folder) => {
  it.each([
    ['digits', 'images.1797x8x8.u8.npy', 'labels.1797.u8.npy', 0.95],
    ['fashion-mnist', 'images.900.u8.npy', 'labels.900.u8.npy', 0.75],
  ])('%s: images are told apart that were held back', async (name, images, labels, least) => {
    const data = { images: await array(join(folder, name, images)), labels: await array(join(folder, name, labels)) };
    const trainer = await Trainer.create({ task: 'own', data });
    await trainer.step(trainer.task.steps);
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
    await trainer.step(300);
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

describe('a table', () => {
  it('keeps quotes, commas and line ends of quoted fields', () => {
    const text = 'id,text,label\n1,"a ""b"", c\nd",x\n2,plain,"y, z"\n';
    expect(readTable(text, 'data')).toEqual({
      rows: [
        ['a "b", c\nd', 'x'],
        ['plain', 'y, z'],
      ],
      names: ['text', 'label'],
    });
  });

  it('may have semicolons, a mark of byte order and Windows line ends', () => {
    const text = '\ufefftext;label\r\n"a; ""b"", c";x\r\nplain, too;y\r\n';
    expect(readTable(text, 'data').rows).toEqual([
      ['a; "b", c', 'x'],
      ['plain, too', 'y'],
    ]);
    // A comma comes first: what follows it may be any text.
    expect(readTable('"x;y",a;b\nz,c\n', 'data').rows).toEqual([
      ['x;y', 'a;b'],
      ['z', 'c'],
    ]);
  });

  it('has names of any kind where no other row has such a label', () => {
    const reviews = Array.from({ length: 12 }, (_, i) => `row ${i},${i % 2 ? 'positive' : 'negative'}`);
    const named = readTable(['review,sentiment', ...reviews].join('\n'), 'data');
    expect(named.names).toEqual(['review', 'sentiment']);
    expect(named.rows).toHaveLength(12);
    const plain = readTable(reviews.join('\n'), 'data');
    expect(plain.names).toBe(null);
    expect(plain.rows).toHaveLength(12);
  });

  it('has no names where its first row is like the others, and passes over empty rows', () => {
    expect(readTable('Hi.\t嗨。\n\nRun.\t跑。\n', 'data').rows).toEqual([
      ['Hi.', '嗨。'],
      ['Run.', '跑。'],
    ]);
  });

  it.each(['{"text": "a"', 'one\ntwo\n', '', '[1, 2, 3]'])('refuses %j', (text) => {
    expect(() => readTable(text, 'data')).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});

describe('pictures', () => {
  const images = { shape: [4, 6, 6], values: Float32Array.from({ length: 144 }, (_, i) => i % 7) };
  it.each([
    [
      'one-hot labels',
      { images, labels: { shape: [4, 2], values: Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1) } },
      'labels has shape [4, 2]: one number for each image is needed',
    ],
    [
      'values that are no numbers',
      {
        images: { ...images, values: images.values.map((value, i) => (i === 9 ? NaN : value)) },
        labels: { shape: [4], values: Float32Array.of(0, 1, 0, 1) },
      },
      'images holds values that are no numbers',
    ],
  ])('are refused with a sentence: %s', async (_, data, sentence) => {
    const failed = await Trainer.create({ task: 'own', data: data as never }).catch((error: Error) => error);
    expect((failed as Error).message).toContain(sentence);
  });
});
