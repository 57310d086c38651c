import { expect } from '@open-wc/testing';
import { heatmapOf, until } from './fixture.js';

// A map of 8192² in 2 layers of 2 heads, with a pyramid of the largest: of its levels a chunk each. A level's chunk is 0 but for one cell.
const SIDES = [8192, 4096, 2048, 1024, 512, 256];

function documents(type: string | undefined) {
  const arrays = SIDES.map((side, path) => [
    String(path),
    {
      zarr_format: 3,
      node_type: 'array',
      shape: [2, 2, side, side],
      data_type: 'uint8',
      chunk_grid: {
        name: 'regular',
        configuration: { chunk_shape: [1, 1, Math.min(1024, side), Math.min(1024, side)] },
      },
      chunk_key_encoding: { name: 'default' },
      codecs: [{ name: 'bytes' }],
      fill_value: 0,
      attributes: {},
    },
  ]);
  const datasets = SIDES.map((_, path) => ({ path: String(path) }));
  return {
    zarr_format: 3,
    node_type: 'group',
    attributes: { multiscales: [{ type, datasets }] },
    consolidated_metadata: { kind: 'inline', metadata: Object.fromEntries(arrays) },
  };
}

/** Chunks that were asked for, by the path of their level. */
const asked: string[] = [];
const { fetch } = window;
let tries = 0;

function host(type?: string): string {
  const address = `https://maps.example/${++tries}.zarr`;
  window.fetch = async (input) => {
    const path = String(input).split('.zarr/')[1];
    if (path === 'zarr.json') return new Response(JSON.stringify(documents(type)));
    const [level, , , , row, column] = path.split('/');
    asked.push(level);
    const side = Math.min(1024, SIDES[Number(level)]);
    // The cell of the query 4000 and the key 100 is the only one that is not 0.
    const [query, own] = [4000 >> Number(level), 100 >> Number(level)];
    if (Math.floor(query / side) !== Number(row) || Math.floor(own / side) !== Number(column))
      return new Response(null, { status: 404 });
    const bytes = new Uint8Array(side * side);
    bytes[(query % side) * side + (own % side)] = 204;
    return new Response(bytes);
  };
  return address;
}

describe('a map that outgrows the page', () => {
  afterEach(() => {
    window.fetch = fetch;
    asked.length = 0;
  });

  it('is shown by its overview: a grid by a small one, a head by a larger one, each named for what it is', async () => {
    const element = await heatmapOf(undefined, { src: host('max') });
    const remarks = () => element.shadowRoot!.querySelector('.remarks')?.textContent ?? '';
    await element.ready;
    expect(new Set(asked)).to.deep.equal(new Set(['4']));
    expect(remarks()).to.contain('each cell is the largest of 16 × 16');
    asked.length = 0;
    Object.assign(element, { layer: 1, head: 0 });
    await element.updateComplete;
    await element.ready;
    await until(() => remarks().includes('4 × 4'), 'a larger one is shown');
    expect(new Set(asked)).to.deep.equal(new Set(['2']));
    await element.select({ layer: 1, head: 0, query: 1000, key: 25 });
    await element.updateComplete;
    const readout = element.shadowRoot!.querySelector('[part~=readout]')!.textContent!;
    expect(readout)
      .to.contain('4000–4003')
      .and.to.contain('100–103')
      .and.to.match(/0\.8\b|80/);
    Object.assign(element, { layer: null, head: null });
    await until(() => remarks().includes('16 × 16'), 'the grid is shown again');
  });

  it('says that its cells stand for several, where nothing tells what they are', async () => {
    const element = await heatmapOf(undefined, { src: host() });
    expect(element.shadowRoot!.querySelector('.remarks')!.textContent).to.contain('each cell stands for 16 × 16');
    const chinese = await heatmapOf(undefined, { src: host('mean'), lang: 'zh' });
    expect(chinese.shadowRoot!.querySelector('.remarks')!.textContent).to.contain('概览').and.to.contain('16 × 16');
  });
});
