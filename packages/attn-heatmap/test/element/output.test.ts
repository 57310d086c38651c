import { expect } from '@open-wc/testing';
import { load, type TensorFile } from '@attn-elements/core/data';
import type { Tensor } from '@attn-elements/core/tensor';
import type { AttnHeatmap } from '../../src/index.js';
import { change, heatmapOf, part, point, pointOf, press, settle, stand, texts } from './fixture.js';

const reference = (name: string) => load(new URL(`/tests/reference/attention-${name}.npz`, location.href).href);

/** Numbers of an array of PyTorch's for one item of its batch and one head: both count from 0. */
async function numbersOf(file: TensorFile, name: string, head: number): Promise<number[]> {
  return Array.from(((await file.get(name)) as Tensor).slice(0, head).float64());
}

/** The column `output` of the CSV file of one head, in its order. */
async function outputs(element: AttnHeatmap): Promise<number[]> {
  const [, ...rows] = (await element.toCSV()).trim().split(/\r?\n/);
  return rows
    .map((row) => row.split(','))
    .flatMap((cells) => (cells[7] === '' ? [] : [cells[8] ? Number(cells[8]) : NaN]));
}

const section = (element: AttnHeatmap) => element.shadowRoot!.querySelector('.output')!;
const sum = (element: AttnHeatmap) =>
  section(element).querySelector('output')!.textContent!.trim().replaceAll('−', '-');

/** One query of two keys that are three wide: 0.75·v₀ + 0.25·v₁. */
const small = {
  attention: [
    [0.75, 0.25],
    [0.5, 0.5],
  ],
  values: [
    [1, -2, 0],
    [3, 2, 8],
  ],
  tokens: ['cat', 'sat'],
};

describe('the output of attention', () => {
  for (const [name, head] of [
    ['grouped-query', 3],
    ['scaled-dot-causal-5x9', 1],
    ['fully-masked-row', 0],
  ] as const) {
    it(`is what PyTorch computed: ${name}, of weights and of queries and keys`, async () => {
      const file = await reference(name);
      const get = async (array: string) => (await file.get(array)) as Tensor;
      const values = await get('v');
      const mask = file.has('mask') ? await get('mask') : null;
      const expected = await numbersOf(file, 'output', head);
      const width = values.shape[3];
      const weights = await numbersOf(file, 'weights', head);
      const keys = values.shape[2];
      const isEmpty = (at: number) => {
        const row = Math.floor(at / width);
        return weights.slice(row * keys, (row + 1) * keys).every((weight) => weight === 0);
      };
      const stored = { attention: await get('weights'), values, mask };
      const computed = { queries: await get('q'), keys: await get('k'), values, mask };
      for (const data of [stored, computed]) {
        const element = await heatmapOf(data, { layer: 0, head, output: true });
        const found = await outputs(element);
        expect(found).to.have.length(expected.length);
        // A query that may attend to nothing is masked, where PyTorch gives 0.
        found.forEach((value, at) => {
          if (isEmpty(at)) expect(value).to.deep.equal(NaN);
          else expect(value).to.be.closeTo(expected[at], 2e-6);
        });
      }
    });
  }

  it('says the sum of a query, and of a number, as they are pointed at', async () => {
    const element = await heatmapOf(small, { output: true });
    await point(element, 'pointermove', pointOf(element, 0, 1, 2, 2));
    expect(sum(element)).to.equal('Output of cat (0) = 0.75·v₀ (cat) + 0.25·v₁ (sat)');
    const canvas = section(element).querySelector('canvas')!;
    canvas.scrollIntoView();
    const { x, y, width, height } = canvas.getBoundingClientRect();
    await point(element, 'pointermove', { clientX: x + width / 2, clientY: y + height / 4 });
    expect(sum(element)).to.equal('cat (0), dimension 1: 0.75·(-2) + 0.25·2 = -1');
    expect(element.shadowRoot!.querySelector('#summary')!.textContent).to.match(
      /2 queries by 3 dimensions, from .1 to 4/,
    );
  });

  it('is read by keys, listed in the table, and saved', async () => {
    const element = await heatmapOf(small, { output: true });
    const grid = section(element).querySelector<HTMLElement>('[role=grid]')!;
    for (const key of ['ArrowDown', 'End']) {
      grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
    await element.ready;
    const active = element.shadowRoot!.getElementById(grid.getAttribute('aria-activedescendant')!)!;
    expect(active.textContent).to.contain('sat (1), dimension 2: 0.5·8 + 0.5·0 = 4');
    expect(sum(element)).to.equal(active.textContent!.trim());
    const items = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.menu-list button')];
    items.find(({ textContent }) => textContent!.includes('table'))!.click();
    await element.ready;
    const [, table] = element.shadowRoot!.querySelectorAll('table');
    const cells = [...table.querySelectorAll('tbody tr:first-child > *')].map(({ textContent }) => textContent);
    expect(cells.map((cell) => cell!.replace('−', '-'))).to.deep.equal(['cat', '1.5', '-1', '2']);
    const svg = new DOMParser().parseFromString(await element.toSVG(), 'image/svg+xml');
    expect(svg.querySelectorAll('image')).to.have.length(4);
    expect(svg.documentElement.textContent).to.contain('Dimension');
  });

  it('stands under each head of several, which opens from there', async () => {
    const attention = [
      small.attention,
      [
        [1, 0],
        [0, 1],
      ],
    ];
    const element = await heatmapOf({ attention: [attention], values: [[small.values]] }, { output: true });
    const grid = section(element).querySelector<HTMLElement>('[role=grid]')!;
    for (const key of ['ArrowRight', 'Enter']) {
      grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
    await element.ready;
    expect(element.head).to.equal(1);
    // The one head of the values is shared.
    expect(await outputs(element)).to.deep.equal([1, -2, 0, 3, 2, 8]);
  });

  it('keeps rows without numbers apart, and what is masked out of its sums', async () => {
    const attention = [
      [NaN, NaN],
      [1, 0],
    ];
    const values = [
      [1, 2],
      [NaN, NaN],
    ];
    const element = await heatmapOf(
      {
        attention,
        values,
        mask: [
          [1, 1],
          [1, 0],
        ],
      },
      { output: true, maskSense: 'allowed' },
    );
    expect(await outputs(element)).to.deep.equal([NaN, NaN, 1, 2]);
    expect(section(element).querySelector('.legend')!.textContent).to.contain('not a number');
  });

  it('says in the reader’s language why there is none', async () => {
    const alone = await heatmapOf({ attention: small.attention }, { output: true });
    expect(texts(alone, '.remarks').join()).to.contain('no values beside the attention');
    stand.lang = 'zh';
    await settle();
    await alone.ready;
    expect(texts(alone, '.remarks').join()).to.contain('没有可显示的输出');
    await change(alone, { data: { attention: [[small.attention]], values: [[[1, 2]]] } as AttnHeatmap['data'] });
    expect(texts(alone, '[part~=error]').join()).to.contain('values');
    expect(part(alone, 'canvas').getBoundingClientRect().height).to.be.above(0);
    await change(alone, { data: small as unknown as AttnHeatmap['data'], head: 'mean' });
    expect(texts(alone, '.remarks').join()).to.contain('单个头');
    await press(alone, 'ArrowDown');
  });
});
