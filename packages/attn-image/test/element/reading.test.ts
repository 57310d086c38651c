import { load, openAttention, type TensorSource } from '@attn-elements/core/data';
import { expect } from '@open-wc/testing';
import type { AttnImage } from '../../src/index.js';
import { change, demo, grid, gridSize, image, imageOf, ladder, readout, stand, summary, table } from './fixture.js';

/** A value as the element writes it: four significant digits, small ones as powers of ten. */
function wanted(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) return value.toExponential(2);
  return String(Number(value.toPrecision(4)));
}

/** A value of the table as `wanted` writes it. */
const plain = (text: string) =>
  text
    .replace(/(.*) × 10⁻(.*)/, (_, mantissa: string, power: string) => {
      const exponent = [...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join('');
      return Number(`${mantissa}e-${exponent}`).toExponential(2);
    })
    .replace('−', '-');

async function rowsOfCsv(element: AttnImage): Promise<{ query: number; key: number; weight: number }[]> {
  const [, ...lines] = (await element.toCSV()).trim().split('\r\n');
  return lines.map((line) => {
    const fields = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((field) => field.replace(/,$/, ''));
    return { query: Number(fields[2]), key: Number(fields[3]), weight: Number(fields[6]) };
  });
}

/** Reads weights of one head back: those of some queries from the table, all of them from the CSV. */
async function expectWeights(element: AttnImage, source: TensorSource, layer: number, head: number, lead: number) {
  const values = await source.slice(layer, head);
  const [queries, keys] = source.shape(layer);
  await change(element, { layer, head });
  for (const query of new Set([0, Math.floor(queries / 2), queries - 1])) {
    await change(element, { query });
    const shown = (await table(element)).flat().map(plain);
    const expected = Array.from(values.subarray(query * keys + lead, (query + 1) * keys), wanted);
    expect(shown, `query ${query} of ${layer}, ${head}`).to.deep.equal(expected);
  }
  const rows = await rowsOfCsv(element);
  expect(rows).to.have.length(values.length);
  rows.forEach(({ query, key, weight }, at) => {
    if (weight !== values[at] || query * keys + key !== at) expect.fail(`line ${at}: ${query}, ${key}, ${weight}`);
  });
}

describe('weights that are divided for their colours', () => {
  const attention = [
    [0.5, 0.25, 0.125, 0.125],
    [0.1, 0.2, 0.6, 0.1],
  ];
  const options = { grid: [2, 2], side: 'key', query: 0, normalization: 'row' } as const;

  it('are read and listed as they are, beside what has their colour', async () => {
    const element = await imageOf({ attention }, options);
    grid(element).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await element.ready;
    expect(readout(element)).to.contain('0.25').and.to.contain('(shown as 0.5)');
    expect((await table(element)).flat()).to.deep.equal(['0.5', '0.25', '0.125', '0.125']);
    expect((await rowsOfCsv(element)).map(({ weight }) => weight).slice(0, 4)).to.deep.equal(attention[0]);
  });

  it('are said to be in the legend, as a scale that is not linear is, and only then', async () => {
    const element = await imageOf({ attention }, { ...options, scale: 'power', exponent: 0.3 });
    const legend = () => element.shadowRoot!.querySelector('[part~=legend]')!.textContent!;
    expect(legend()).to.contain('power 0.3, each query’s values divided by the largest');
    await change(element, { normalization: 'column', lang: 'zh' });
    expect(legend()).to.contain('0.3 次幂，每个键的值除以其中最大的');
    await change(element, { normalization: 'none', scale: 'linear', lang: 'en' });
    expect(legend())
      .to.contain('Attention weights')
      .and.not.to.match(/linear|divided/);
  });
});

describe('the weights of a file', () => {
  it('come back from table and CSV: patches that look at patches', async () => {
    const src = demo('lake-patches.f16.npz');
    const element = await image(`src="${src}" grid="10 16"`);
    const source = await openAttention(await load(src, { base: location.href }));
    for (const [layer, head] of [
      [0, 0],
      [1, 1],
    ])
      await expectWeights(element, source, layer, head, 1);
  });

  it('come back from table and CSV: words that look at patches', async () => {
    const src = demo('lake-words.json');
    const element = await image(`src="${src}" grid="10 16"`);
    await expectWeights(element, await openAttention(await load(src, { base: location.href })), 0, 0, 0);
  });

  it('come back where the patches are the queries', async () => {
    const columns = Array.from({ length: 9 }, (_, row) => [row / 100, (row + 50) / 100, 0]);
    const element = await imageOf({ attention: columns, key_tokens: ['a', 'b', 'c'] }, { query: 1 });
    expect((await table(element)).flat()).to.deep.equal(columns.map(([, weight]) => String(weight)));
    await change(element, { query: 2 });
    expect((await table(element)).flat()).to.deep.equal(Array(9).fill('0'));
  });

  it('come back from every demo file and every file of BertViz, one patch a token', async () => {
    const answer = await fetch('/attn-data/');
    const names: string[] = answer.ok ? await answer.json() : [];
    if (!answer.ok) console.log('Real files are skipped: there is no data folder (ATTN_DATA_DIR).');
    const files = [
      ...['translation-0', 'translation-1', 'translation-2'].map((name) => [demo(`${name}.safetensors`), 'cross']),
      ...['story.safetensors', 'story.f16.npz', 'induction.safetensors', 'translation-0.cross.json'].map((name) => [
        demo(name),
        '',
      ]),
      ...names.filter((name) => /^bertviz\/.*safetensors$/.test(name)).map((name) => [`/attn-data/${name}`, '']),
    ];
    for (const [src, array] of files) {
      const source = await openAttention(await load(src, { base: location.href }), { array });
      const [, keys] = source.shape(0);
      const element = await image(`src="${src}" grid="1 ${keys}" ${array && `array="${array}"`}`);
      const last = source.layers - 1;
      const heads = source.heads(last) - 1;
      await change(element, { layer: last, head: heads });
      const values = await source.slice(last, heads);
      const shown: string[] = [];
      await table(element);
      await change(element, { query: 1 });
      // A page of the table has 32 columns.
      for (let first = 0; first < keys; first += 32) {
        shown.push(...(await table(element)).flat());
        const next = [...element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.turner button')].at(-1);
        if (first + 32 < keys) next!.click();
        await element.ready;
      }
      expect(shown.map(plain), src).to.deep.equal(Array.from(values.subarray(keys, 2 * keys), wanted));
      const csv = await rowsOfCsv(element);
      expect(
        csv.map(({ weight }) => weight),
        src,
      ).to.deep.equal(Array.from(values));
      stand.replaceChildren();
    }
  });
});

describe('what is read', () => {
  it('is where the class token looks, unless another is chosen', async () => {
    const element = await imageOf(ladder);
    expect(readout(element)).to.equal(
      'class token attends most to patch row 1, column 1: 0.04; patch row 1, column 0: 0.03; patch row 0, column 1: 0.02',
    );
    expect(summary(element)).to.contain('2 × 2 patches').and.to.contain('class token attends most to');
    await change(element, { query: 2 });
    expect(readout(element)).to.match(/^patch row 0, column 1 attends most to patch row 1, column 1: 0\.24/);
    await change(element, { query: 'mean' });
    expect(readout(element)).to.match(/^mean of all queries attends most to patch row 1, column 1: 0\.24/);
  });

  it('says how much lies on what is not the picture', async () => {
    const element = await imageOf([[0.7, 0.1, 0.1, 0.1, 0]], { grid: [2, 2] });
    expect(element.shadowRoot!.querySelector('.legend')!.textContent).to.contain(
      '0.7 on class token, 0.3 on the picture',
    );
  });

  it('has the tokens of text, and the positions of patches', async () => {
    const attention = [
      [0.1, 0.2, 0.3, 0.4],
      [0.4, 0.3, 0.2, 0.1],
    ];
    const element = await imageOf({ attention, query_tokens: ['Ġcat', 'Ċ'] }, { query: 0 });
    expect(readout(element)).to.match(/^·cat attends most to patch row 1, column 1: 0\.4/);
    await change(element, { query: 1 });
    expect(readout(element)).to.match(/^↵ attends/);
  });

  it('of a vector is of nobody', async () => {
    const element = await imageOf([0.1, 0.2, 0.3, 0.4]);
    expect(gridSize(element)).to.deep.equal([2, 2]);
    expect(readout(element)).to.equal(
      'The largest weights are those of patch row 1, column 1: 0.4; patch row 1, column 0: 0.3; patch row 0, column 1: 0.2',
    );
    expect(grid(element).textContent).to.contain('patch row 0, column 0: 0.1');
    expect(element.shadowRoot!.querySelector('.others')).to.equal(null);
  });

  it('of a matrix that is itself the picture is its own cells', async () => {
    const element = await imageOf(
      [
        [0.1, 0.2, 0.3],
        [0.4, 0.5, 0.6],
        [0, 0, 0],
      ],
      { grid: [3, 3] },
    );
    expect(gridSize(element)).to.deep.equal([3, 3]);
    expect(await table(element)).to.deep.equal([
      ['0.1', '0.2', '0.3'],
      ['0.4', '0.5', '0.6'],
      ['0', '0', '0'],
    ]);
  });

  it('of regions has their names', async () => {
    const regions = [
      [0, 0, 0.5, 0.5],
      [0.5, 0.5, 1, 1],
    ];
    const element = await imageOf({ attention: [[0.25, 0.75]], key_tokens: ['sun', 'moon'], regions });
    expect(readout(element)).to.equal('The largest weights are those of moon (1): 0.75; sun (0): 0.25');
    expect(summary(element)).to.contain('2 regions');
  });

  it('of weights that are no numbers says so', async () => {
    const element = await imageOf([[0.5, NaN, -Infinity, 0.25]]);
    expect((await table(element)).flat()).to.deep.equal(['0.5', 'not a number', 'masked', '0.25']);
    const legend = element.shadowRoot!.querySelector('.legend')!.textContent;
    expect(legend).to.contain('not a number').and.to.contain('masked');
  });
});
