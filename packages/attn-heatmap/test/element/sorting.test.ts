import { expect } from '@open-wc/testing';
import { change, heatmap, heatmapOf, part, texts, warningsOf } from './fixture.js';

const model = 'src="/stories/article/data/induction.safetensors"';

/** Titles of heads with their numbers, in the order in which they stand. */
async function sorted(sort: string): Promise<{ name: string; score: number }[]> {
  const element = await heatmap(`${model} sort="${sort}"`);
  return texts(element, 'svg .title').map((title) => {
    const [name, score] = title.split(': ');
    return { name, score: Number(score) };
  });
}

/** What PyTorch computed of the same heads, from the file's metadata: rounded to two digits. */
const reference = {
  'previous-token': [
    [0.09, 0.44, 0.16, 0.47],
    [0.01, 0.01, 0.01, 0.01],
  ],
  // Its mean is over the second mention of the words alone; ours counts the queries whose token stood before: the same.
  induction: [
    [0.07, 0, 0.03, 0],
    [0.95, 0.95, 0.97, 0.97],
  ],
};

describe('sorted heads', () => {
  for (const [sort, scores] of Object.entries(reference)) {
    it(`by ${sort} stand from the largest share to the smallest, with the share that PyTorch found`, async () => {
      const heads = await sorted(sort);
      expect(heads).to.have.length(8);
      heads.forEach(({ name, score }, i) => {
        const [layer, head] = name.match(/\d+/g)!.map(Number);
        expect(score, name).to.be.closeTo(scores[layer][head], 0.0151);
        if (i > 0) expect(score).to.be.at.most(heads[i - 1].score);
      });
    });
  }

  it('by entropy stand from the sharpest to the most even', async () => {
    // Every row of head 0 is even over 4 keys, head 1 is sharp, head 2 even over 2.
    const rows = (row: number[]) => [row, row];
    const element = await heatmapOf([[rows([0.25, 0.25, 0.25, 0.25]), rows([1, 0, 0, 0]), rows([0.5, 0.5, 0, 0])]], {
      sort: 'entropy',
    });
    expect(texts(element, 'svg .title')).to.deep.equal(['Head 1: 0', 'Head 2: 0.69', 'Head 0: 1.39']);
    expect(part(element, 'legend').textContent).to.contain('entropy');
    await change(element, { sort: 'first-token' });
    expect(texts(element, 'svg .title')).to.deep.equal(['Head 1: 1', 'Head 2: 0.5', 'Head 0: 0.25']);
    await change(element, { sort: 'none' });
    expect(texts(element, 'svg .title')).to.deep.equal(['Head 0', 'Head 1', 'Head 2']);
  });

  it('open the head that is clicked, wherever it stands', async () => {
    const element = await heatmap(`${model} sort="induction"`);
    const [first] = texts(element, 'svg .title');
    element
      .shadowRoot!.querySelector<HTMLElement>('.cells')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await element.ready;
    expect(element.shadowRoot!.querySelector('.where')!.textContent).to.equal(first.split(': ')[0]);
  });

  it('stay as they are, with a warning, where there is nothing to sort by', async () => {
    const warnings = await warningsOf(async () => {
      const element = await heatmapOf([[[[1, 0]], [[0, 1]]]], { sort: 'induction' });
      expect(texts(element, 'svg .title')).to.deep.equal(['Head 0', 'Head 1']);
    });
    expect(warnings.join()).to.contain('sort="induction" needs');
  });
});
