import { expect, oneEvent } from '@open-wc/testing';
import { countWorkers } from '../../../../scripts/testing/page/leaks.js';
import type { AttnTrainer } from '../../src/index.js';
import { part, quick, stand, trained, until } from './fixture.js';

type Told = { code: string; message: string };

/** What an element tells the page, and says to its reader, of a run that fails. */
async function failing(element: AttnTrainer): Promise<Told & { said: string }> {
  const failed = oneEvent(element, 'attn-error');
  await element.train();
  const { detail } = (await failed) as CustomEvent<Told>;
  await until(() => part(element, 'error')?.checkVisibility(), 'the error is shown');
  expect(element.shadowRoot!.querySelector('slot')!.parentElement!.checkVisibility(), 'the fallback').to.equal(true);
  return { ...detail, said: part(element, 'error')!.textContent!.trim() };
}

const csv = (...lines: string[]) => lines.join('\n');

/** Six pictures of 6 × 6 as a file, with labels. */
const pictures = (labels: readonly number[]) =>
  JSON.stringify({
    images: Array.from({ length: 6 }, (_, i) =>
      Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => i / 6)),
    ),
    labels,
  });

const elsewhere = new URL('/weights.csv', location.href);
elsewhere.hostname = elsewhere.hostname === 'localhost' ? '127.0.0.1' : 'localhost';

const faults: [what: string, properties: object, code: string, said: string][] = [
  ['heads that do not share out the width', { heads: 3 }, 'bad-option', 'heads is 3'],
  ['no symbols at all', { length: 0 }, 'bad-option', 'length is 0'],
  ['a length beyond bounds', { length: 1e9 }, 'bad-option', 'length is 1000000000'],
  ['a width beyond bounds', { dModel: 1e9 }, 'bad-option', 'd-model is 1000000000'],
  ['an empty batch', { batchSize: 0 }, 'bad-option', 'batch-size is 0'],
  ['no layers', { layers: -1 }, 'bad-option', 'layers is -1'],
  ['a rate of nothing', { learningRate: 0 }, 'bad-option', 'learning-rate is 0'],
  ['a table of one column', { task: 'own', data: csv('text', 'a b', 'c d') }, 'damaged', 'no two rows of two columns'],
  [
    'texts of one kind',
    { task: 'own', data: csv('text,label', 'a b,x', 'c d,x') },
    'one-class',
    'All labels of data are x',
  ],
  ['an empty file', { task: 'own', data: new Blob([]) }, 'damaged', 'no two rows of two columns'],
  [
    'a file that is neither',
    { task: 'own', data: Uint8Array.of(0, 1, 2, 3) },
    'unknown-format',
    'data is none of the formats',
  ],
  ['too few labels', { task: 'own', data: new Blob([pictures([0, 1])]) }, 'wrong-shape', 'there are 6 images'],
  [
    'labels that are all alike',
    { task: 'own', data: new Blob([pictures([1, 1, 1, 1, 1, 1])]) },
    'one-class',
    'All labels of data are 1',
  ],
  ['a file that is not there', { task: 'own', src: '/absent.csv' }, 'not-found', '/absent.csv'],
  ['another site that does not allow it', { task: 'own', src: elsewhere.href }, 'network', elsewhere.href],
  ['an address of no kind', { task: 'own', src: 'ftp://example.org/a.csv' }, 'scheme', 'ftp://example.org'],
];

describe('a run that cannot begin', () => {
  for (const [what, properties, code, sentence] of faults) {
    it(`says so: ${what}`, async () => {
      const element = stand({ ...quick, ...properties });
      const told = await failing(element);
      expect(told.code).to.equal(code);
      expect(told.said).to.contain(sentence);
      expect(told.message).to.contain(sentence);
      element.remove();
    });
  }

  it('refuses a file of other weights, and is as it was', async () => {
    const element = stand();
    await trained(element);
    const before = await element.toCSV();
    for (const [file, code] of [
      [new Blob(['not weights']), 'unknown-format'],
      [new Blob([]), 'empty'],
      [new Blob(['{"attention": [[1, 0]], "training": "{}"}']), 'other-weights'],
    ] as const) {
      const failed = oneEvent(element, 'attn-error');
      await element.load(file);
      expect(((await failed) as CustomEvent<Told>).detail.code).to.equal(code);
      expect(await element.toCSV()).to.equal(before);
    }
    await element.step();
    expect((await element.toCSV())!.trim().split('\n').at(-1)!.startsWith('61,')).to.equal(true);
    element.remove();
  });
});

describe('a device with too little memory', () => {
  it('says so, and trains what is smaller', async () => {
    const [native, { grow }] = [globalThis.Worker, WebAssembly.Memory.prototype];
    // On the page's own thread, where it can be taken away.
    globalThis.Worker = undefined as unknown as typeof Worker;
    WebAssembly.Memory.prototype.grow = function (pages) {
      // One megabyte.
      if (pages > 16) throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
      return grow.call(this, pages);
    };
    const element = stand({ ...quick, dModel: 256, length: 32, vocabularySize: 26, batchSize: 64 });
    try {
      const { code, said } = await failing(element);
      expect(code).to.equal('no-memory');
      expect(said).to.contain('too little memory');
      Object.assign(element, quick);
      await trained(element);
      expect(part(element, 'error')).to.equal(null);
    } finally {
      globalThis.Worker = native;
      WebAssembly.Memory.prototype.grow = grow;
      element.remove();
    }
  });
});

describe('a worker that fails while it trains', () => {
  for (const [type, event] of [
    ['error', () => new ErrorEvent('error', { message: 'Uncaught RangeError: Out of memory', cancelable: true })],
    ['messageerror', () => new MessageEvent('messageerror')],
  ] as const) {
    it(`is told of once, leaves nobody waiting, and is replaced when the reader trains again: ${type}`, async () => {
      const workers = countWorkers();
      const element = stand({ ...quick, steps: 1e6 });
      try {
        await element.train();
        await oneEvent(element, 'attn-step');
        let told = 0;
        element.addEventListener('attn-error', () => told++);
        const waiting = [element.save(), element.toCSV(), element.pause()];
        const [worker] = workers.open;
        const failed = oneEvent(element, 'attn-error');
        const failure = event();
        worker.dispatchEvent(failure);
        expect(failure.defaultPrevented, 'the page is not told of it as well').to.equal(type === 'error');
        expect(((await failed) as CustomEvent<Told>).detail.code).to.equal('worker-failed');
        await Promise.all(waiting);
        expect(told).to.equal(1);
        expect(workers.open.size).to.equal(0);
        await until(() => part(element, 'error')?.checkVisibility(), 'the error is shown');
        element.steps = 20;
        await trained(element);
        expect(part(element, 'error')).to.equal(null);
        expect(workers.begun()).to.equal(2);
        element.remove();
        await until(() => workers.open.size === 0, 'the second worker is ended');
      } finally {
        workers.stop();
      }
    });
  }
});
