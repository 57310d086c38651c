import { expect } from '@open-wc/testing';
import type { CellDetail } from '../../src/index.js';
import {
  activeCell,
  button,
  change,
  choices,
  choose,
  grid,
  image,
  imageOf,
  ladder,
  listen,
  part,
  point,
  pointOf,
  press,
  readout,
  stand,
} from './fixture.js';

const words = {
  attention: [
    [0.1, 0.2, 0.3, 0.4],
    [0.4, 0.3, 0.2, 0.1],
  ],
  query_tokens: ['cat', 'sat'],
};

describe('by mouse', () => {
  it('a patch is read out, and the page is told', async () => {
    const element = await imageOf(words, { query: 1 });
    const told = listen<CellDetail>(element, 'attn-hover');
    await point(element, 'pointermove', pointOf(element, 1, 0, 2, 2));
    expect(readout(element)).to.equal('sat → patch row 1, column 0: 0.2');
    part(element, 'plot').dispatchEvent(new PointerEvent('pointerleave'));
    await element.ready;
    expect(readout(element)).to.match(/^sat attends most/);
    expect(told.map(({ query, key, queryToken }) => [query, key, queryToken])).to.deep.equal([
      [1, 2, 'sat'],
      [null, null, null],
    ]);
    expect(told[0].weight).to.be.closeTo(0.2, 1e-6);
  });

  it('a patch that is clicked looks, where patches look at patches', async () => {
    const element = await imageOf(ladder);
    const told = listen<CellDetail>(element, 'attn-select');
    await point(element, 'click', pointOf(element, 0, 1, 2, 2));
    expect(choices(element)).to.deep.equal(['mean of all queries', 'class token', '[patch row 0, column 1]']);
    expect(readout(element)).to.match(/^patch row 0, column 1 attends most to patch row 1, column 1: 0\.24/);
    expect(told).to.have.length(1);
    expect(told[0]).to.include({ layer: 0, head: 0, query: 2, key: null });
    // It is marked on the picture, in its own quarter of it.
    const mark = element.shadowRoot!.querySelector('.mark.query')!.getBoundingClientRect();
    const plot = part(element, 'plot').getBoundingClientRect();
    expect(mark.left).to.be.closeTo(plot.left + plot.width / 2, 4);
    expect(mark.bottom).to.be.closeTo(plot.top + plot.height / 2, 4);
  });

  it('a patch that is clicked stays read out, where words look', async () => {
    const element = await imageOf(words, { query: 0 });
    const told = listen<CellDetail>(element, 'attn-select');
    await point(element, 'click', pointOf(element, 0, 1, 2, 2));
    part(element, 'plot').dispatchEvent(new PointerEvent('pointerleave'));
    await element.ready;
    expect(readout(element)).to.equal('cat → patch row 0, column 1: 0.2');
    expect(told).to.have.length(1);
    expect(told[0]).to.include({ query: 0, key: 1, queryToken: 'cat' });
  });

  it('of regions that overlap the one whose colour is seen is found, and nothing beside them', async () => {
    stand.style.width = '400px';
    const regions = [
      [0, 0, 1, 0.5],
      [0.4, 0.1, 0.6, 0.4],
    ];
    const element = await imageOf({ attention: [[0.25, 0.75]], regions });
    await point(element, 'pointermove', pointOf(element, 0, 1, 4, 3));
    expect(readout(element)).to.equal('region 1: 0.75');
    await point(element, 'pointermove', pointOf(element, 0, 0, 4, 3));
    expect(readout(element)).to.equal('region 0: 0.25');
    await point(element, 'pointermove', pointOf(element, 3, 1, 4, 3));
    expect(readout(element)).to.match(/^The largest/);
    await change(element, { data: { attention: [[0.75, 0.25]], regions } as never });
    await point(element, 'pointermove', pointOf(element, 0, 1, 4, 3));
    expect(readout(element)).to.equal('region 0: 0.75');
  });

  it('of patches under one pixel the strongest is found', async () => {
    const values = new Float32Array(200 * 200).fill(0.001);
    values[101 * 200 + 31] = 0.9;
    const element = await imageOf(
      { shape: [1, 200 * 200], data: values },
      { grid: [200, 200], width: 100, overlay: 'tiles' },
    );
    await point(element, 'pointermove', pointOf(element, 50, 15, 100, 100));
    expect(readout(element)).to.equal('patch row 101, column 31: 0.9');
  });
});

describe('who looks', () => {
  it('is chosen among the words, or the mean of them', async () => {
    const element = await imageOf(words);
    expect(choices(element)).to.deep.equal(['[mean of all queries]', 'cat', 'sat']);
    const told = listen<CellDetail>(element, 'attn-select');
    await choose(element, 'sat');
    expect(choices(element)).to.deep.equal(['mean of all queries', 'cat', '[sat]']);
    expect(readout(element)).to.match(/^sat attends most to patch row 0, column 0: 0\.4/);
    expect(told).to.have.length(1);
    expect(told[0]).to.include({ query: 1, key: null, queryToken: 'sat' });
    await choose(element, 'mean of all queries');
    expect(readout(element)).to.match(/^mean of all queries attends most/);
  });

  it('is what is looked at, where the patches are the queries', async () => {
    const attention = Array.from({ length: 9 }, (_, row) => [row / 10, 0.5]);
    const element = await imageOf({ attention, key_tokens: ['cat', 'sat'] });
    expect(choices(element)).to.deep.equal(['[mean of all keys]', 'cat', 'sat']);
    await choose(element, 'cat');
    expect(readout(element)).to.match(/^cat is attended to most from patch row 2, column 2: 0\.8/);
    await point(element, 'pointermove', pointOf(element, 1, 0, 3, 3));
    expect(readout(element)).to.equal('patch row 1, column 0 → cat: 0.3');
  });

  it('stands in a list where there are many', async () => {
    const element = await imageOf({ attention: Array.from({ length: 100 }, () => [0.1, 0.2, 0.3, 0.4]) });
    const list = element.shadowRoot!.querySelector<HTMLSelectElement>('.others select')!;
    expect(list.options).to.have.length(101);
    list.selectedIndex = 51;
    list.dispatchEvent(new Event('change'));
    await element.ready;
    expect(readout(element)).to.match(/^50 attends most/);
  });

  it('is forgotten with the file', async () => {
    const element = await imageOf(words);
    await choose(element, 'sat');
    await change(element, {
      data: [
        [0.1, 0.2, 0.3, 0.4],
        [0, 0, 0, 1],
        [1, 0, 0, 0],
      ],
    });
    expect(choices(element)[0]).to.equal('[mean of all queries]');
  });
});

describe('by keyboard', () => {
  it('patches are walked through, and each is read', async () => {
    const element = await imageOf(words, { query: 0 });
    expect(activeCell(element)).to.equal('cat → patch row 0, column 0: 0.1');
    await press(element, 'ArrowRight', 'ArrowDown');
    expect(activeCell(element)).to.equal('cat → patch row 1, column 1: 0.4');
    expect(readout(element)).to.equal('cat → patch row 1, column 1: 0.4');
    await press(element, { key: 'Home', ctrlKey: true });
    expect(activeCell(element)).to.contain('patch row 0, column 0');
    await press(element, 'n', 'n');
    expect(activeCell(element)).to.contain('patch row 1, column 0: 0.3');
    await press(element, 'p');
    expect(activeCell(element)).to.contain('patch row 1, column 1: 0.4');
  });

  it('Enter makes a patch look, and Escape takes it back', async () => {
    const element = await imageOf(ladder);
    await press(element, 'ArrowDown', 'Enter');
    expect(choices(element).at(-1)).to.equal('[patch row 1, column 0]');
    await press(element, 'Escape');
    expect(choices(element)).to.deep.equal(['mean of all queries', '[class token]']);
  });

  it('brackets go from layer to layer of rolled-up heads, and the lists follow', async () => {
    const head = (value: number) => [[value, 0, 0, 1 - value]];
    const element = await imageOf([
      [head(0.1), head(0.3)],
      [head(0.5), head(0.7)],
    ]);
    const chosen = () =>
      Array.from(element.shadowRoot!.querySelectorAll('select'), (list) => list.selectedOptions[0].textContent);
    expect(chosen()).to.deep.equal(['Layer 0', 'mean of heads']);
    expect(activeCell(element)).to.match(/: 0\.2$/);
    await press(element, ']');
    expect(chosen()).to.deep.equal(['Layer 1', 'mean of heads']);
    expect(activeCell(element)).to.match(/: 0\.6$/);
    const [, heads] = element.shadowRoot!.querySelectorAll('select');
    heads.selectedIndex = [...heads.options].findIndex(({ textContent }) => textContent === 'Head 1');
    heads.dispatchEvent(new Event('change'));
    await element.ready;
    expect(activeCell(element)).to.match(/: 0\.7$/);
    await press(element, '[', '[');
    expect(chosen()).to.deep.equal(['Layer 0', 'Head 1']);
  });
});

describe('by touch', () => {
  it('buttons do what keys do', async () => {
    const element = await imageOf(ladder);
    button(element, 'Patch to the right').click();
    button(element, 'Choose this patch').click();
    await element.ready;
    expect(choices(element).at(-1)).to.equal('[patch row 0, column 1]');
    button(element, 'Next strongest patch').click();
    await element.ready;
    expect(activeCell(element)).to.contain('patch row 1, column 1: 0.24');
  });
});

describe('rollout', () => {
  it('shows the last layer, and each as the product of what comes before', async () => {
    // Two layers of one head: with 0.5 W + 0.5 I, W of the first swaps, W of the second stays (Abnar & Zuidema 2020).
    const identity = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => Number(row === column)));
    const swap = [1, 0, 3, 2].map((to) => [0, 1, 2, 3].map((column) => Number(to === column)));
    const element = await imageOf([[swap], [identity]], { rollup: 'rollout', query: 0 });
    const cells = async () => {
      const found: string[] = [];
      for (const keys of [[{ key: 'Home', ctrlKey: true }], ['ArrowRight'], ['ArrowDown'], ['ArrowLeft']]) {
        await press(element, ...keys);
        found.push(activeCell(element).replace(/.*: /, ''));
      }
      return found;
    };
    expect(await cells()).to.deep.equal(['0.5', '0.5', '0', '0']);
    expect(element.shadowRoot!.querySelector('.remarks')!.textContent).to.contain(
      'layers up to the one shown are multiplied',
    );
  });
});

it('the grid of patches says how large it is', async () => {
  const element = await image('data="[0.1, 0.2, 0.3, 0.4, 0.5, 0.6]" grid="2 3"');
  expect(grid(element).getAttribute('aria-rowcount')).to.equal('3');
  expect(grid(element).getAttribute('aria-colcount')).to.equal('4');
});
