import { expect } from '@open-wc/testing';
import { svgOf } from '../../../../scripts/testing/page/saved.js';
import { colorAt, errors, imageOf, part, readout, table } from './fixture.js';

/** Three heads [head, query, key] of one query over 2 × 2 patches. */
const heads = [[[0.6, 0.2, 0.1, 0.1]], [[0.05, 0.05, 0.1, 0.2]], [[0.25, 0.25, 0.25, 0.25]]];
const data = { attention: [heads], query_tokens: ['cat'] };

const legend = (element: Element) => element.shadowRoot!.querySelector('.legend')!;
const names = (element: Element) =>
  Array.from(legend(element).querySelectorAll('.mark'), (mark) => mark.textContent!.trim());
const swatches = (element: Element) =>
  Array.from(legend(element).querySelectorAll('.swatch rect'), (rect) =>
    [...getComputedStyle(rect).fill.matchAll(/\d+/g)].map(Number),
  );

describe('several heads over one picture', () => {
  it('have each a colour, and a patch that of the head that is strongest there by its own largest', async () => {
    const element = await imageOf(data, { grid: [2, 2], showHeads: [0, 1], overlay: 'blend', opacity: 1 });
    expect(names(element)).to.deep.equal(['Head 0', 'Head 1']);
    const colors = swatches(element);
    expect(colors[0]).not.to.deep.equal(colors[1]);
    for (const [at, [row, column]] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ].entries()) {
      // By a plain loop: a weight divided by the largest of its head.
      const shares = heads.slice(0, 2).map(([row]) => row[at] / Math.max(...row));
      const winner = shares[0] > shares[1] ? 0 : 1;
      const [red, green, blue, alpha] = colorAt(element, row, column, 2, 2);
      const expected = Math.round(255 * Math.sqrt(shares[winner]));
      expect(alpha, `${at}`).to.be.closeTo(expected, 1);
      for (const [channel, value] of [red, green, blue].entries())
        expect(value, `${at}`).to.be.closeTo(colors[winner][channel], 3);
    }
    expect(legend(element).textContent).to.contain('each head divided by its largest value');
  });

  it('are masks of the fewest patches that hold a share, as `tiles`', async () => {
    const element = await imageOf(data, { grid: [2, 2], showHeads: [0, 1], overlay: 'tiles', opacity: 0.5 });
    // 0.6 of 1 is in the first patch of head 0; 0.3 of 0.4 in the last two of head 1.
    const alphas = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ].map(([row, column]) => colorAt(element, row, column, 2, 2)[3]);
    expect(alphas.map((alpha) => alpha > 0)).to.deep.equal([true, false, true, true]);
    for (const alpha of alphas.filter(Boolean)) expect(alpha).to.be.closeTo(128, 1);
    expect(legend(element).textContent).to.contain('hold 60% of the weight');
  });

  it('are lines of their colours, whose names stand on the picture, also in a file', async () => {
    const element = await imageOf(data, { grid: [2, 2], showHeads: [0, 2], overlay: 'outline' });
    const lines = [...element.shadowRoot!.querySelectorAll('.line:not(.halo)')];
    const strokes = lines.map((line) => [...getComputedStyle(line).stroke.matchAll(/\d+/g)].map(Number));
    expect(strokes).to.deep.equal(swatches(element));
    const said = [...(await svgOf(element)).querySelectorAll('text')].map((text) => text.textContent);
    expect(said.filter((text) => text === 'Head 0')).to.have.length(2);
    expect(said.join(' ')).to.contain('lines around the fewest patches that hold 60%');
  });

  it('are all read: in the line below, in the table, and in the CSV', async () => {
    const element = await imageOf(data, { grid: [2, 2], showHeads: [0, 1] });
    expect(readout(element)).to.contain('Head 0: patch row 0, column 0 (0.6)').and.to.contain('Head 1: patch row 1');
    expect((await table(element))[0]).to.deep.equal(['Head 0: 0.6; Head 1: 0.05', 'Head 0: 0.2; Head 1: 0.05']);
    expect((await element.toCSV()).trim().split(/\r?\n/)).to.have.length(1 + 2 * 4);
  });

  it('are of the layer that is shown, and the mean of all without them', async () => {
    const other = heads.map(([row]) => [row.toReversed()]);
    const element = await imageOf({ attention: [heads, other] }, { grid: [2, 2], showHeads: [1], layer: 0 });
    const before = colorAt(element, 1, 1, 2, 2)[3];
    element.layer = 1;
    await element.ready;
    expect(colorAt(element, 0, 0, 2, 2)[3]).to.equal(before);
    expect(element.shadowRoot!.querySelectorAll('.chooser')).to.have.length(1);
    element.showHeads = null;
    await element.ready;
    expect(element.shadowRoot!.querySelectorAll('.chooser')).to.have.length(2);
    expect(names(element)).to.deep.equal([]);
  });

  it('are refused where there are none of them', async () => {
    expect(errors(await imageOf(data, { grid: [2, 2], showHeads: [7] })).join()).to.contain('head 7');
    const wrong = await imageOf(data, { grid: [2, 2], showHeads: 'all' as never });
    expect(errors(wrong).join()).to.contain('whole numbers from 0 are needed');
    const both = await imageOf(data, { grid: [2, 2], showHeads: [0], showQueries: [0] });
    expect(errors(both).join()).to.contain('it or show-queries is needed, not both');
  });
});

describe('several queries over one picture', () => {
  it('have each a colour, and its name', async () => {
    const words = {
      attention: [
        [0.7, 0.1, 0.1, 0.1],
        [0.1, 0.1, 0.1, 0.7],
        [0.25, 0.25, 0.25, 0.25],
      ],
    };
    const element = await imageOf(
      { ...words, query_tokens: ['cat', 'sat', 'on'] },
      { grid: [2, 2], showQueries: [0, 1], overlay: 'tiles' },
    );
    expect(names(element)).to.deep.equal(['cat', 'sat']);
    const [cat, sat] = swatches(element);
    for (const [[row, column], color] of [
      [[0, 0], cat],
      [[1, 1], sat],
    ] as const)
      for (const channel of [0, 1, 2])
        expect(colorAt(element, row, column, 2, 2)[channel]).to.be.closeTo(color[channel], 3);
    expect(part(element, 'legend').textContent).to.contain('each query’s values divided by the largest');
  });
});
