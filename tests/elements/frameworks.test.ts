import { reactive, shallowReactive } from '@vue/reactivity/dist/reactivity.esm-browser.js';
import { expect } from '@open-wc/testing';
import { listen, press, quiet, stand, until, warningsOf } from '../../scripts/testing/page/fixture.js';
// `$state(…)` as the compiler makes it.
import { proxy as state } from 'svelte/internal/client';
import { attention, type Element, showOne, six, tokens } from './six.js';

/** As an author's own class may hold its data. */
class Held {
  #reads = 0;
  constructor(data: object) {
    Object.assign(this, data);
  }
  get reads(): number {
    return this.#reads++;
  }
}

const frozen = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.freeze(
    Array.isArray(value)
      ? value.map(frozen)
      : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, frozen(item)])),
  );
};

/** A proxy of everything in a value, also of typed arrays, as libraries of state make them. */
const proxied = (value: object): object =>
  new Proxy(value, {
    get(target, name) {
      const item: unknown = Reflect.get(target, name);
      return typeof item === 'object' && item !== null ? proxied(item) : item;
    },
  });

/** Ways in which frameworks give data to an element. */
const ways: Readonly<Record<string, (data: object) => object>> = {
  'reactive of Vue': (data) => reactive(data),
  'shallowReactive of Vue': (data) => shallowReactive(data),
  '$state of Svelte': (data) => state(data),
  'frozen lists': (data) => frozen(data) as object,
  'an instance of a class': (data) => (Array.isArray(data) ? data : new Held(data)),
  'a proxy of all that is in it': proxied,
};

const flat = { attention: { shape: [12, 12], data: new Float32Array(attention.flat()) }, tokens };

/** The same data with its numbers in a typed array, and what a trainer learns from. */
const typed: Readonly<Record<string, object>> = {
  'attn-heatmap': flat,
  'attn-links': flat,
  'attn-text': flat,
  'attn-image': {
    attention: { shape: [1, 10], data: new Float32Array([0.1, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18]) },
  },
  'pe-plot': { shape: [6, 4], data: new Float32Array(24).map((_, i) => Math.sin(i)) },
};

const readout = (element: Element) => element.shadowRoot!.querySelector('[part~=readout]')!.textContent!.trim();
const said = (element: Element) => element.shadowRoot!.querySelector('.figure')!.textContent!.replace(/\s+/g, ' ');

/** A data set of pictures for a trainer: bright ones and dark ones. */
const pictures = () => ({
  images: Array.from({ length: 24 }, (_, i) =>
    Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => (i % 2 ? 0.9 : 0.1))),
  ),
  labels: Array.from({ length: 24 }, (_, i): string => (i % 2 ? 'bright' : 'dark')),
});

describe('data of a framework', () => {
  for (const [way, give] of Object.entries(ways)) {
    for (const tag of Object.keys(typed)) {
      it(`is shown as what it stands for: ${way}, ${tag}`, async () => {
        for (const data of [(six[tag] as { data: object }).data, typed[tag]]) {
          const plain = await showOne(tag, stand, { data });
          const element = await showOne(tag, stand, { data: give(data) });
          const failures = listen(element, 'attn-error');
          await quiet(element);
          expect(failures).to.deep.equal([]);
          expect(said(element)).to.equal(said(plain));
          plain.remove();
          element.remove();
        }
      });
    }

    it(`is learned from in a worker: ${way}`, async () => {
      const given = { task: 'own', steps: 2, batchSize: 2, engine: 'cpu', data: give(pictures()) };
      const element = Object.assign(document.createElement('attn-trainer'), given) as unknown as Element;
      const failures = listen<{ message: string }>(element, 'attn-error');
      let isDone = false;
      element.addEventListener('attn-done', () => (isDone = true));
      stand.append(element);
      await element.train!();
      await until(() => isDone || failures.length > 0, 'it is done');
      expect(failures).to.deep.equal([]);
    });
  }
});

describe('lists that are given anew with each rendering', () => {
  const again: Readonly<Record<string, () => unknown>> = {
    'a list': () => [...tokens],
    'reactive of Vue': () => reactive([...tokens]),
    '$state of Svelte': () => state([...tokens]),
    text: () => tokens.join(' '),
  };
  for (const [way, list] of Object.entries(again)) {
    it(`are no change while they say the same: ${way}`, async () => {
      const element = await showOne('attn-heatmap', stand, { data: attention, tokens: list(), hideFirstToken: false });
      await press(element, 'ArrowRight', 'ArrowDown', 'Enter');
      const before = readout(element);
      const loads = listen(element, 'attn-load');
      Object.assign(element, { tokens: list(), domain: [0, 1] });
      await element.ready;
      Object.assign(element, { tokens: list(), domain: [0, 1] });
      await quiet(element);
      expect([loads, readout(element)]).to.deep.equal([[], before]);
      Object.assign(element, { tokens: tokens.map((token) => token.toUpperCase()) });
      await until(() => loads.length === 1, 'other words are read');
    });
  }
});

describe('refresh', () => {
  it('shows what has changed inside of data and tokens, and keeps what is pinned', async () => {
    const makers: (<T extends object>(value: T) => T)[] = [
      (value) => reactive(value) as typeof value,
      state,
      (value) => value,
    ];
    for (const make of makers) {
      const rows = make(attention.map((row) => [...row]));
      const names = make([...tokens]);
      const element = await showOne('attn-heatmap', stand, { data: rows, tokens: names });
      await press(element, 'ArrowRight', 'ArrowDown', 'Enter');
      expect(readout(element)).to.contain('small (1) → small (1): 0.5');
      const loads = listen(element, 'attn-load');
      rows[1][1] = 0.125;
      names[1] = 'large';
      await (element as unknown as { refresh(): Promise<void> }).refresh();
      expect(readout(element)).to.contain('large (1) → large (1): 0.125');
      expect(loads, 'the same source is no news').to.deep.equal([]);
      element.remove();
    }
  });

  for (const tag of Object.keys(typed)) {
    it(`is there for every element: ${tag}`, async () => {
      const { data } = structuredClone(six[tag]) as { data: { attention: number[][] } | number[][] };
      const element = await showOne(tag, stand, { data });
      const list = Array.isArray(data) ? data : data.attention;
      const before = await (element as unknown as { toCSV(): Promise<string> }).toCSV();
      list[0][1] = 0.0625;
      await (element as unknown as { refresh(): Promise<void> }).refresh();
      const after = await (element as unknown as { toCSV(): Promise<string> }).toCSV();
      expect(before).not.to.contain('0.0625');
      expect(after).to.contain('0.0625');
    });
  }

  it('begins the run of a trainer anew with other data', async () => {
    const data = pictures();
    const element = Object.assign(document.createElement('attn-trainer'), {
      task: 'own',
      steps: 2,
      batchSize: 2,
      engine: 'cpu',
      data,
    }) as unknown as Element;
    let done = 0;
    element.addEventListener('attn-done', () => done++);
    stand.append(element);
    await element.train!();
    await until(() => done === 1, 'it is done');
    data.labels.forEach((label, i) => (data.labels[i] = `very ${label}`));
    await (element as unknown as { refresh(): Promise<void> }).refresh();
    await element.train!();
    await until(() => done === 2, 'it is done again');
    await quiet(element);
    expect(element.shadowRoot!.textContent).to.contain('very');
  });

  it('before there is anything, or off the page, does nothing', async () => {
    const warnings = await warningsOf(async () => {
      for (const tag of Object.keys(six))
        await (document.createElement(tag) as unknown as { refresh(): Promise<void> }).refresh();
    });
    expect(warnings).to.deep.equal([]);
  });
});
