import { expect } from '@open-wc/testing';
import type { AttnHeatmap, LoadDetail } from '../../src/index.js';
import { fileOf, heatmap, heatmapOf, isDrawn, listen, stand } from './fixture.js';

/** The numbers of an npy file, read without the code under test: version 1, little-endian float32, C order. */
async function readNpy(name: string): Promise<{ shape: number[]; values: Float32Array }> {
  const bytes = await (await fetch(fileOf(name))).arrayBuffer();
  const length = new DataView(bytes).getUint16(8, true);
  const header = new TextDecoder().decode(bytes.slice(10, 10 + length));
  expect(header).to.contain("'<f4'").and.to.contain("'fortran_order': False");
  const shape = /\(([^)]*)\)/.exec(header)![1].split(',').filter(Boolean).map(Number);
  return { shape, values: new Float32Array(bytes.slice(10 + length)) };
}

/** The numbers of one float32 array of a safetensors file, read without the code under test. */
async function readSafetensors(name: string, array: string): Promise<{ shape: number[]; values: Float32Array }> {
  const bytes = await (await fetch(fileOf(name))).arrayBuffer();
  const length = Number(new DataView(bytes).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.slice(8, 8 + length)));
  const [start, end] = header[array].data_offsets;
  return { shape: header[array].shape, values: new Float32Array(bytes.slice(8 + length + start, 8 + length + end)) };
}

async function expectWeights(element: AttnHeatmap, { shape, values }: { shape: number[]; values: ArrayLike<number> }) {
  const [layers, heads, queries, keys] = shape;
  for (let layer = 0; layer < layers; layer++) {
    for (let head = 0; head < heads; head++) {
      const found = await element.weights(layer, head);
      expect(found.shape).to.deep.equal([queries, keys]);
      const start = (layer * heads + head) * queries * keys;
      const expected = Array.from({ length: queries * keys }, (_, i) => Math.fround(values[start + i]));
      expect([...found.data], `layer ${layer}, head ${head}`).to.deep.equal(expected);
    }
  }
}

async function readJson() {
  const json = await (await fetch(fileOf('translation-0.cross.json'))).json();
  return { shape: [2, 4, 11, 10], values: json.attention.flat(3) as number[], json };
}

/** An element that is not ready yet, with what it tells of loading. */
function begin(attributes: string) {
  const loads = listen<LoadDetail>(stand, 'attn-load');
  return heatmap(attributes).then((element) => ({ element, loads }));
}

describe('files', () => {
  it('JSON: weights and tokens are those of the file', async () => {
    const { element, loads } = await begin(`src="${fileOf('translation-0.cross.json')}"`);
    const { json, ...expected } = await readJson();
    await expectWeights(element, expected);
    expect(loads).to.deep.equal([
      {
        layers: 2,
        heads: 4,
        queries: 11,
        keys: 10,
        kind: 'weights',
        tokens: { query: json.query_tokens, key: json.key_tokens },
      },
    ]);
    expect(isDrawn(element)).to.equal(true);
  });

  it('npy: weights are those of the file, and there are no tokens', async () => {
    const { element, loads } = await begin(`src="${fileOf('translation-0.cross.npy')}"`);
    await expectWeights(element, await readNpy('translation-0.cross.npy'));
    expect(loads[0].tokens).to.deep.equal({ query: null, key: null });
    expect(isDrawn(element)).to.equal(true);
  });

  it('npz: weights are those that NumPy saved beside it, tokens are the unicode arrays', async () => {
    const { element, loads } = await begin(`src="${fileOf('translation-0.cross.npz')}"`);
    await expectWeights(element, await readNpy('translation-0.cross.npy'));
    const { json } = await readJson();
    expect(loads[0].tokens).to.deep.equal({ query: json.query_tokens, key: json.key_tokens });
    expect(isDrawn(element)).to.equal(true);
  });

  for (const array of ['encoder', 'decoder', 'cross']) {
    it(`safetensors: weights of the array ${array} are those of the file`, async () => {
      const { element } = await begin(`src="${fileOf('translation-0.safetensors')}" array="${array}"`);
      await expectWeights(element, await readSafetensors('translation-0.safetensors', array));
      expect(isDrawn(element)).to.equal(true);
    });
  }

  it('an address relative to the page is enough', async () => {
    const base = document.createElement('base');
    base.href = fileOf('');
    document.head.append(base);
    const element = await heatmap('src="translation-0.cross.npy"');
    base.remove();
    await expectWeights(element, await readNpy('translation-0.cross.npy'));
  });

  it('blob and data addresses are read', async () => {
    const url = URL.createObjectURL(new Blob(['[[0.25, 0.75]]']));
    for (const src of [url, 'data:application/json,[[0.25,0.75]]']) {
      const element = await heatmap(`src="${src}"`);
      await expectWeights(element, { shape: [1, 1, 1, 2], values: [0.25, 0.75] });
    }
    URL.revokeObjectURL(url);
  });
});

describe('data without a file', () => {
  const values = [0.5, 0.25, 0.25, 0, 1, 0];
  const rows = [values.slice(0, 3), values.slice(3)];
  const sources: [string, unknown][] = [
    ['nested arrays', rows],
    ['nested arrays with tokens', { attention: rows, query_tokens: ['a', 'b'], key_tokens: ['x', 'y', 'z'] }],
    ['a typed array with a shape', { shape: [2, 3], data: Float32Array.from(values) }],
    ['a named typed array', { attention: { shape: [2, 3], data: Float64Array.from(values) } }],
    ['JSON text', JSON.stringify(rows)],
    ['a Blob', new Blob([JSON.stringify(rows)])],
    ['bytes', new TextEncoder().encode(JSON.stringify({ attention: rows })).buffer],
  ];
  for (const [about, data] of sources) {
    it(`${about} are shown`, async () => {
      const element = await heatmapOf(data);
      await expectWeights(element, { shape: [1, 1, 2, 3], values });
      expect(isDrawn(element)).to.equal(true);
    });
  }

  it('JSON text in the attribute is shown, and null in it is NaN', async () => {
    const element = await heatmap('data="[[0.5, null], [0, 1]]"');
    await expectWeights(element, { shape: [1, 1, 2, 2], values: [0.5, NaN, 0, 1] });
  });

  it('tokens of attributes stand before those of the file', async () => {
    const loads = listen<LoadDetail>(stand, 'attn-load');
    const { json } = await readJson();
    const tokens = Array.from({ length: 10 }, (_, i) => `k${i}`);
    await heatmap(`src="${fileOf('translation-0.cross.json')}" key-tokens="${tokens.join(' ')}"`);
    expect(loads[0].tokens).to.deep.equal({ query: json.query_tokens, key: tokens });
  });

  it('that is replaced shows the new values', async () => {
    const element = await heatmapOf([[0, 1]]);
    const before = listen<LoadDetail>(element, 'attn-load');
    element.data = [
      [1, 0],
      [0.5, 0.5],
      [0, 1],
    ];
    await expectWeights(element, { shape: [1, 1, 3, 2], values: [1, 0, 0.5, 0.5, 0, 1] });
    expect(before).to.have.length(1);
    expect(before[0].queries).to.equal(3);
  });

  it('weights are a copy: writing to them changes nothing', async () => {
    const element = await heatmapOf([[0.5, 0.5]]);
    (await element.weights(0, 0)).data.fill(9);
    await expectWeights(element, { shape: [1, 1, 1, 2], values: [0.5, 0.5] });
  });
});

describe('axes', () => {
  const numbers = (count: number) => Float32Array.from({ length: count }, (_, i) => i / count);

  it('of five, the batch item is the one that is asked for', async () => {
    const element = await heatmapOf({ shape: [2, 3, 2, 4, 5], data: numbers(240) }, { batch: 2 });
    // Layer, batch, head, query, key, as stacking a tuple of layers gives.
    const found = await element.weights(1, 1);
    const start = ((1 * 3 + 2) * 2 + 1) * 20;
    expect([...found.data]).to.deep.equal([...numbers(240).subarray(start, start + 20)]);
  });

  it('are those that the author names', async () => {
    const element = await heatmapOf({ shape: [4, 5, 2], data: numbers(40) }, { axes: 'query key head' });
    const found = await element.weights(0, 1);
    expect(found.shape).to.deep.equal([4, 5]);
    expect([...found.data]).to.deep.equal(Array.from(numbers(40)).filter((_, i) => i % 2 === 1));
  });
});
