import { expect } from '@open-wc/testing';
import { change, errors, imageOf, part } from './fixture.js';

const attention = [
  [0.6, 0.2, 0.1, 0.1],
  [0.1, 0.1, 0.4, 0.4],
  [0.25, 0.25, 0.25, 0.25],
];
const grid = { grid: [2, 2] as const, overlay: 'blend' as const };

/** Boxes on the picture, as shares of it, with their colours. */
const boxes = (element: Awaited<ReturnType<typeof imageOf>>) => {
  const { width, height, x, y } = part(element, 'plot').getBoundingClientRect();
  return [...element.shadowRoot!.querySelectorAll<SVGPathElement>('.lines .line:not(.halo)')].map((line) => {
    const box = line.getBoundingClientRect();
    const sides = [(box.left - x) / width, (box.top - y) / height, (box.right - x) / width, (box.bottom - y) / height];
    return { sides: sides.map((side) => Math.round(side * 100) / 100), color: line.getAttribute('stroke') };
  });
};

describe('boxes of queries', () => {
  const queryBoxes = [[0, 0, 0.5, 0.25], null, [0.5, 0.5, 1, 1]] as never;

  it('lie on the picture for the queries that are shown, each in its colour', async () => {
    const element = await imageOf({ attention }, { ...grid, queryBoxes, showQueries: [0, 1, 2] });
    const drawn = boxes(element);
    expect(drawn.map(({ sides }) => sides)).to.deep.equal([
      [0, 0, 0.5, 0.25],
      [0.5, 0.5, 1, 1],
    ]);
    const swatches = [...element.shadowRoot!.querySelectorAll('.legend .swatch rect')].map((one) =>
      one.getAttribute('fill'),
    );
    expect(drawn.map(({ color }) => color)).to.deep.equal([swatches[0], swatches[2]]);
    expect(part(element, 'legend').textContent).to.contain('boxes are those of the queries');
    expect(await element.toSVG()).to.contain(`stroke="rgb(`);
  });

  it('is that of the query that looks, of one alone, and none of the mean', async () => {
    const element = await imageOf({ attention }, { ...grid, queryBoxes, query: 2 });
    expect(boxes(element).map(({ sides }) => sides)).to.deep.equal([[0.5, 0.5, 1, 1]]);
    await change(element, { query: 'mean' });
    expect(boxes(element)).to.deep.equal([]);
    await change(element, { query: 1 });
    expect(boxes(element)).to.deep.equal([]);
    expect(part(element, 'legend').textContent).not.to.contain('boxes');
  });

  it('come from the file: as they are, or by their middle and size, as DETR gives them, cut at the edges', async () => {
    const corners = [
      [0, 0, 0.5, 0.25],
      [0.1, 0.2, 0.3, 0.4],
      [0.5, 0.5, 1, 1],
    ];
    const own = await imageOf({ attention, query_boxes: corners }, { ...grid, showQueries: [0, 1, 2] });
    expect(boxes(own).map(({ sides }) => sides)).to.deep.equal(corners);
    const centres = [corners.map(([l, t, r, b]) => [(l + r) / 2, (t + b) / 2, r - l, b - t])];
    centres[0][2] = [0.9, 0.9, 0.8, 0.8];
    const detr = await imageOf({ attention, pred_boxes: centres }, { ...grid, showQueries: [0, 1, 2] });
    expect(boxes(detr).map(({ sides }) => sides)).to.deep.equal([...corners.slice(0, 2), [0.5, 0.5, 1, 1]]);
  });

  it('are one for each query, or refused', async () => {
    for (const properties of [{ queryBoxes: [[0, 0, 1, 1]] as never }, { queryBoxes: 'all' as never }]) {
      const element = await imageOf({ attention }, { ...grid, ...properties });
      expect(errors(element)[0]).to.contain('for each query');
    }
    const element = await imageOf({ attention, pred_boxes: [[0.5, 0.5]] }, grid as never);
    expect(errors(element)[0]).to.contain('for each query');
  });
});
