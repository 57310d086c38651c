import { expect } from '@open-wc/testing';
import { svgOf } from '../../../../scripts/testing/page/saved.js';
import { mouse, readout, textOf, words } from './fixture.js';

const heads = [
  [
    [1, 0, 0],
    [0.25, 0.75, 0],
    [0.5, 0.4, 0.1],
  ],
  [
    [1, 0, 0],
    [0.9, 0.1, 0],
    [0, 0.2, 0.8],
  ],
  [
    [1, 0, 0],
    [0.5, 0.5, 0],
    [0.3, 0.3, 0.4],
  ],
];
const data = { attention: [heads], tokens: ['the', 'cat', 'sat'] };

const bandsOf = (word: Element) =>
  Array.from(word.querySelectorAll<HTMLElement>('.band'), (band) => getComputedStyle(band).backgroundColor);
/** Opacity of a computed colour. */
const alpha = (color: string) => Number(/[/,] ?([\d.]+)\)$/.exec(color)?.[1] ?? 1);

describe('several heads in one text', () => {
  it('shade each word in a band each, by their own largest', async () => {
    const element = await textOf(data, { showHeads: [0, 1], query: 2 });
    for (const [at, word] of words(element).entries()) {
      const bands = bandsOf(word);
      expect(bands).to.have.length(2);
      bands.forEach((color, head) => {
        const row = heads[head][2];
        expect(alpha(color), `${at} ${head}`).to.be.closeTo((0.75 * row[at]) / Math.max(...row), 0.005);
      });
      expect(word.textContent).to.equal(data.tokens[at]);
    }
    const samples = [...element.shadowRoot!.querySelectorAll('.head-sample')];
    expect(samples.map((sample) => sample.textContent)).to.deep.equal(['Head 0', 'Head 1']);
    expect(new Set(samples.map((sample) => getComputedStyle(sample).backgroundColor)).size).to.equal(2);
    expect(element.shadowRoot!.querySelector('.legend')!.textContent).to.contain('each head divided by its largest');
  });

  it('follow the word that is pointed at, and are read one after the other', async () => {
    const element = await textOf(data, { showHeads: [0, 2], query: 2 });
    expect(readout(element)).to.contain('Head 0: sat (2) attends 50%').and.to.contain('Head 2: sat (2) attends 40%');
    await mouse(element, words(element)[1], 'pointermove');
    const [first, second] = words(element).map((word) => bandsOf(word).map(alpha));
    expect(first[0]).to.be.closeTo(0.25, 0.005);
    expect(second[0]).to.be.closeTo(0.75, 0.005);
    expect(first[1]).to.be.closeTo(0.75, 0.005);
  });

  it('are in a file: bands below the words', async () => {
    const svg = await svgOf(await textOf(data, { showHeads: [0, 1], query: 0 }));
    const said = [...svg.querySelectorAll('text')].map((text) => text.textContent);
    expect(said).to.include.members(['Head 0', 'Head 1']);
  });

  it('leave as they came', async () => {
    const element = await textOf(data, { showHeads: [0, 1], query: 2 });
    element.showHeads = null;
    await element.ready;
    expect(element.shadowRoot!.querySelector('.band, .head-sample')).to.equal(null);
    expect(words(element)[2].style.getPropertyValue('--w')).not.to.equal('0.000');
  });
});
