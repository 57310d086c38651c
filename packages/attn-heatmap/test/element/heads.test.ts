import { expect } from '@open-wc/testing';
import type { AttnHeatmap, CellDetail } from '../../src/index.js';
import {
  activeCell,
  button,
  change,
  colorAt,
  fileOf,
  heatmap,
  heatmapOf,
  listen,
  part,
  pixels,
  point,
  pointOf,
  press,
  texts,
} from './fixture.js';

const src = fileOf('translation-0.cross.json');

/** The head that is open, as its steps name it; null where all are shown. */
function openHead(element: AttnHeatmap): string | null {
  return element.shadowRoot!.querySelector('.where')?.textContent ?? null;
}

const cellsOf = (element: AttnHeatmap) => {
  const grid = element.shadowRoot!.querySelector('[role=grid]')!;
  return [grid.getAttribute('aria-rowcount'), grid.getAttribute('aria-colcount')].map(Number);
};

function expectNear(found: number[], expected: number[]): void {
  found.forEach((value, i) => expect(value, `${found} is not ${expected}`).to.be.closeTo(expected[i], 1));
}

describe('many heads', () => {
  it('stand as a grid of layers × heads, with a title for each row and column', async () => {
    const element = await heatmap(`src="${src}"`);
    const shown = texts(element);
    for (const title of ['Layer 0', 'Layer 1', 'Head 0', 'Head 1', 'Head 2', 'Head 3', 'Keys', 'Queries']) {
      expect(
        shown.filter((text) => text === title),
        title,
      ).to.have.length(1);
    }
    expect(cellsOf(element)).to.deep.equal([3, 5]);
    expect(openHead(element)).to.equal(null);
    // One canvas and one colour bar for all of them.
    expect(element.shadowRoot!.querySelectorAll('[part~=canvas]')).to.have.length(1);
    expect(element.shadowRoot!.querySelectorAll('[part~=legend]')).to.have.length(1);
  });

  it('of one layer are named by their heads; of layers with one head by their layers', async () => {
    const row = (count: number) => Array.from({ length: count }, (_, i) => [[i / count, 1]]);
    const heads = texts(await heatmapOf([row(3)]));
    for (const name of ['Head 0', 'Head 1', 'Head 2']) expect(heads.join('|')).to.contain(name);
    const layers = texts(await heatmapOf(row(3).map((matrix) => [matrix])));
    for (const name of ['Layer 0', 'Layer 1', 'Layer 2']) expect(layers.join('|')).to.contain(name);
  });

  it('have the names that the author gives', async () => {
    const element = await heatmap(`src="${src}" layer-names="first, second" head-names="a,b,c,d"`);
    expect(texts(element)).to.include.members(['first', 'second', 'a', 'b', 'c', 'd']);
  });

  it('share one scale: the same value has the same colour in each', async () => {
    const element = await heatmapOf([
      [
        [
          [0, 0.5],
          [0.5, 0],
        ],
        [
          [0, 1],
          [0.5, 0],
        ],
      ],
    ]);
    const { width, data } = pixels(element);
    const colors = (half: 0 | 1) => {
      const found = new Set<string>();
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] && Math.floor(((i / 4) % width) / (width / 2)) === half) found.add(data.slice(i, i + 3).join());
      }
      return found;
    };
    const [left, right] = [colors(0), colors(1)];
    expect(left.size).to.equal(2);
    expect(right.size).to.equal(3);
    for (const color of left) expect(right.has(color), color).to.equal(true);
  });

  it('of layers of different sizes are all there', async () => {
    const element = await heatmapOf({
      'attention.0': { shape: [2, 3, 3], data: new Float32Array(18).fill(1 / 3) },
      'attention.1': { shape: [3, 2, 4], data: new Float32Array(24).fill(1 / 4) },
    });
    expect((await element.weights(1, 2)).shape).to.deep.equal([2, 4]);
    expect((await element.weights(0, 1)).shape).to.deep.equal([3, 3]);
    expect(cellsOf(element)).to.deep.equal([3, 4]);
  });
});

describe('opening a head', () => {
  it('by click shows it large, tells of it, and the button leads back', async () => {
    const element = await heatmap(`src="${src}"`);
    const selected = listen<CellDetail>(element, 'attn-select');
    await point(element, 'click', pointOf(element, 1, 2, 2, 4));
    expect(openHead(element)).to.equal('Layer 1 · Head 2');
    expect(cellsOf(element)).to.deep.equal([12, 11]);
    expect(selected).to.deep.equal([
      { layer: 1, head: 2, query: null, key: null, weight: null, queryToken: null, keyToken: null },
    ]);
    button(element, 'All heads').click();
    await element.ready;
    expect(openHead(element)).to.equal(null);
    expect(cellsOf(element)).to.deep.equal([3, 5]);
  });

  it('by keyboard: arrows choose, Enter opens, Escape leads back', async () => {
    const element = await heatmap(`src="${src}"`);
    await press(element, 'ArrowDown', 'ArrowRight');
    expect(activeCell(element)).to.contain('Layer 1 · Head 1');
    await press(element, 'Enter');
    expect(openHead(element)).to.equal('Layer 1 · Head 1');
    await press(element, 'Escape');
    expect(openHead(element)).to.equal(null);
  });

  it('shows the values of that head', async () => {
    const element = await heatmap(`src="${src}"`);
    await point(element, 'click', pointOf(element, 0, 3, 2, 4));
    const { data } = await element.weights(0, 3);
    await press(element, { key: 'End', ctrlKey: true });
    const weight = Number(data[109].toPrecision(4));
    expect(activeCell(element)).to.contain('睡觉').and.to.contain('<eos>');
    const said = activeCell(element).split(': ').pop()!;
    if (weight >= 1e-4) expect(Number(said)).to.equal(weight);
  });

  it('keeps the focus in the figure', async () => {
    const element = await heatmap(`src="${src}"`);
    const grid = element.shadowRoot!.querySelector<HTMLElement>('[role=grid]')!;
    grid.focus();
    await press(element, 'Enter');
    expect(document.activeElement === element).to.equal(true);
    button(element, 'All heads').focus();
    button(element, 'All heads').click();
    await element.ready;
    expect(document.activeElement === element).to.equal(true);
  });
});

describe('the attributes layer and head', () => {
  it('show one head, without a way back to others', async () => {
    const element = await heatmap(`src="${src}" layer="1" head="3"`);
    expect(openHead(element)).to.equal('Layer 1 · Head 3');
    expect(() => button(element, 'All heads')).to.throw();
  });

  it('show one layer, and one head of each layer', async () => {
    const layer = await heatmap(`src="${src}" layer="1"`);
    expect(texts(layer).filter((text) => text.startsWith('Head '))).to.deep.equal([
      'Head 0',
      'Head 1',
      'Head 2',
      'Head 3',
    ]);
    expect(part(layer, 'legend').textContent).to.contain('Layer 1');
    const head = await heatmap(`src="${src}" head="2"`);
    expect(texts(head).filter((text) => text.startsWith('Layer '))).to.deep.equal(['Layer 0', 'Layer 1']);
    expect(part(head, 'legend').textContent).to.contain('Head 2');
  });

  it('follow a change, and its end', async () => {
    const element = await heatmap(`src="${src}" layer="0" head="0"`);
    element.setAttribute('head', '1');
    await element.ready;
    expect(openHead(element)).to.equal('Layer 0 · Head 1');
    element.removeAttribute('head');
    element.removeAttribute('layer');
    await element.ready;
    expect(cellsOf(element)).to.deep.equal([3, 5]);
  });

  for (const [rollup, reference] of [
    ['mean', (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length],
    ['max', (values: number[]) => Math.max(...values)],
    ['min', (values: number[]) => Math.min(...values)],
  ] as const) {
    it(`head="${rollup}" shows the ${rollup} of the layer's heads`, async () => {
      const element = await heatmap(`src="${src}" layer="1" head="${rollup}"`);
      const heads = await Promise.all([0, 1, 2, 3].map((head) => element.weights(1, head)));
      const hovered = listen<CellDetail>(element, 'attn-hover');
      await point(element, 'pointermove', pointOf(element, 4, 7, 11, 10));
      const expected = reference(heads.map(({ data }) => data[47]));
      expect(hovered).to.have.length(1);
      expect(hovered[0]).to.include({ layer: 1, head: rollup, query: 4, key: 7 });
      expect(hovered[0].weight).to.be.closeTo(expected, 1e-7);
    });
  }

  it('that name no head are an error in the element, and a change mends it', async () => {
    const element = await heatmap(`src="${src}" layer="7" head="0"`);
    expect(part(element, 'error').textContent).to.contain('layer 7');
    await change(element, { layer: 1 });
    expect(openHead(element)).to.equal('Layer 1 · Head 0');
  });
});

describe('the next and the previous head', () => {
  it('by button go through all heads of all layers', async () => {
    const element = await heatmap(`src="${src}"`);
    await press(element, 'Enter');
    const seen = [openHead(element)];
    while (!button(element, 'Next head').disabled) {
      expect(seen.length).to.be.below(9);
      button(element, 'Next head').click();
      await element.ready;
      seen.push(openHead(element));
    }
    expect(seen).to.deep.equal([0, 1].flatMap((l) => [0, 1, 2, 3].map((h) => `Layer ${l} · Head ${h}`)));
    button(element, 'Previous head').click();
    await element.ready;
    expect(openHead(element)).to.equal('Layer 1 · Head 2');
  });

  it('by [ and ] stop at the ends', async () => {
    const element = await heatmap(`src="${src}" layer="0" head="3"`);
    await press(element, ']');
    expect(openHead(element)).to.equal('Layer 1 · Head 0');
    await press(element, '[', '[', '[', '[', '[', '[', '[');
    expect(openHead(element)).to.equal('Layer 0 · Head 0');
  });

  it('of rolled-up heads is the next layer', async () => {
    const element = await heatmap(`src="${src}" layer="0" head="mean"`);
    await press(element, ']');
    expect(openHead(element)).to.match(/^Layer 1/);
  });
});

describe('one matrix', () => {
  it('has nothing to step through', async () => {
    const element = await heatmapOf([
      [1, 0],
      [0, 1],
    ]);
    expect(openHead(element)).to.equal(null);
    expect(cellsOf(element)).to.deep.equal([3, 3]);
  });

  it('is the identity in Reds as Matplotlib draws it', async () => {
    const identity = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, j) => Number(i === j)));
    const element = await heatmapOf(identity, { colormap: 'reds' });
    // The ends of Matplotlib's Reds; a step of 255 is lost to the device's rounding.
    expectNear(colorAt(element, 3, 3, 10, 10), [0x67, 0x00, 0x0d, 255]);
    expectNear(colorAt(element, 3, 4, 10, 10), [0xff, 0xf5, 0xf0, 255]);
    expect(texts(element)).to.include.members(['Keys', 'Queries']);
  });
});
