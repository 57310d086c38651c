import { expect } from '@open-wc/testing';
import { change, choices, errors, image, imageOf, isShown, listen, part, stand, warningsOf } from './fixture.js';

interface Told {
  code: string;
  message: string;
}

describe('what cannot be laid over a picture', () => {
  it('is told of, and what the author wrote stays', async () => {
    const told = listen<Told>(stand, 'attn-error');
    const element = await image('data="[[[0.1, 0.2], [0.3, 0.4]], [[0, 0], [0, 0]]]"', '<p>In words.</p>');
    expect(told).to.have.length(1);
    expect(told[0].code).to.equal('wrong-shape');
    expect(told[0].message).to.contain('no grid of patches');
    expect(errors(element)[0]).to.contain('attention has shape [2, 2]').and.to.contain('grid="rows columns"');
    expect(isShown(element.querySelector('p')!)).to.equal(true);
    await change(element, { grid: [1, 2] });
    expect(errors(element)).to.deep.equal([]);
    expect(isShown(element.querySelector('p')!)).to.equal(false);
  });

  it('says that the author’s numbers do not fit', async () => {
    const element = await imageOf([0.1, 0.2, 0.3, 0.4], { grid: [3, 3] });
    expect(errors(element)[0]).to.contain('name another number of patches');
  });

  it('may be a vector that fits no grid, or a square of queries and keys, which is no picture itself', async () => {
    const told = listen<Told>(stand, 'attn-error');
    const vector = await imageOf(Array.from({ length: 41 }, (_, at) => at));
    expect(errors(vector)[0]).to.contain('no grid of patches').and.to.contain('grid="rows columns"');
    const scores = Array.from({ length: 41 }, (_, row) => Array.from({ length: 41 }, (_, key) => Math.sin(row * key)));
    const square = await imageOf(scores);
    expect(errors(square)[0]).to.contain('several grids fit (41 × 41, 6 × 6)').and.to.contain('class-token');
    expect(told).to.have.length(2);
    await change(square, { classToken: 5 });
    expect(errors(square)).to.deep.equal([]);
  });

  it('may be regions in pixels, by any of their names', async () => {
    for (const name of ['regions', 'boxes', 'bbox']) {
      const told = listen<Told>(stand, 'attn-error');
      const element = await imageOf({
        attention: [[0.9, 0.1]],
        [name]: [
          [21, 0, 593, 551],
          [58, 185, 532, 354],
        ],
      });
      expect(errors(element)[0], name).to.contain(`${name} has shape [2, 4]`);
      expect(told, name).to.have.length(1);
    }
    const shares = await imageOf({
      attention: [[0.9, 0.1]],
      boxes: [
        [0, 0, 0.5, 1],
        [0.5, 0, 1, 1],
      ],
    });
    expect(errors(shares)).to.deep.equal([]);
  });

  it('may be regions that are no boxes', async () => {
    for (const regions of [[[0, 0, 2, 1]], [[0, 0, 1]], [[0.5, 0, 0.5, 1]]]) {
      const element = await imageOf({ attention: [[1]], regions });
      expect(errors(element)[0], JSON.stringify(regions)).to.contain('boxes of left, top, right and bottom');
    }
  });

  it('is said in the reader’s language', async () => {
    stand.lang = 'zh-Hans';
    const element = await imageOf([0.1, 0.2, 0.3, 0.4], { grid: [3, 3] });
    expect(errors(element)[0]).to.contain('图块数不同');
  });
});

describe('a bad attribute', () => {
  it('of a query that is not there is refused, until it is one', async () => {
    const four = [
      [0.1, 0.2, 0.3, 0.4],
      [0.4, 0.3, 0.2, 0.1],
    ];
    const element = await imageOf(four);
    const told = listen<{ code: string }>(element, 'attn-error');
    for (const query of [2, -3]) {
      await warningsOf(() => change(element, { query }));
      const sentence = `query is ${query}: there are 2: 0 to 1, or −1 to −2 from the end.`;
      expect(errors(element)).to.deep.equal([`This figure could not be shown. ${sentence}`]);
      expect(isShown(part(element, 'figure'))).to.equal(false);
    }
    expect(told.map(({ code }) => code)).to.deep.equal(['bad-option', 'bad-option']);
    await change(element, { query: -1 });
    expect(errors(element)).to.deep.equal([]);
    expect(isShown(part(element, 'figure'))).to.equal(true);
  });

  it('of a query below 0 counts from the end', async () => {
    const three = [
      [0.1, 0.2, 0.3, 0.4],
      [0, 0, 0, 1],
      [0.4, 0.3, 0.2, 0.1],
    ];
    const element = await imageOf({ attention: three, query_tokens: ['a', 'b', 'c'] }, { query: -2 });
    expect(choices(element)).to.include('[b]');
    await change(element, { query: 1 });
    expect(choices(element)).to.include('[b]');
    await change(element, { query: -3 });
    expect(choices(element)).to.include('[a]');
  });
});

describe('a file', () => {
  it('that is missing is told of with its address', async () => {
    const element = await image('src="/absent.json"', '<p>In words.</p>');
    expect(errors(element)[0]).to.contain('/absent.json');
    expect(isShown(element.querySelector('p')!)).to.equal(true);
  });

  it('that was missing and then is there is shown', async () => {
    const element = await image('src="/absent.json"');
    await change(element, { src: null, data: [0.1, 0.2, 0.3, 0.4] });
    expect(errors(element)).to.deep.equal([]);
  });
});
