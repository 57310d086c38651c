import { expect } from '@open-wc/testing';
import { parseCsv, picture, svgOf } from '../../../../scripts/testing/page/saved.js';
import { dataOf, stand, textElement, textOf } from './fixture.js';

const src = dataOf('translation-0.cross.json');

describe('a saved figure', () => {
  it('is text as text, with the shades, underlines and the choice behind it', async () => {
    const element = await textElement(`src="${src}" layer="1" head="2" heading="Translation" query="3"`);
    const svg = await svgOf(element);
    const said = [...svg.querySelectorAll('text')].map((text) => text.textContent);
    for (const word of ['Translation', '猫', 'today', 'Queries', 'Keys']) expect(said).to.include(word);
    for (const absent of ['Save as SVG', 'Forget', '✕']) expect(said.join(' ')).not.to.contain(absent);
    const fills = [...svg.querySelectorAll('path')].map((path) => path.getAttribute('fill')!);
    // Seven of the words and samples are shaded as strongly as to have both a background and a line.
    expect(fills.filter((fill) => /^rgb\(\d+, \d+, \d+\)$/.test(fill)).length).to.be.above(7);
    expect([...svg.querySelectorAll('path')].some((path) => path.getAttribute('stroke-width') === '2')).to.equal(true);
    const notes = JSON.parse(svg.querySelector('metadata')!.textContent!);
    expect(notes).to.include({ layer: 1, head: 2, side: 'query', pieces: 'sum' });
    expect(svg.querySelector('desc')!.textContent).to.match(/猫 \(3\) attends .* to today \(8\)/);
  });

  it('has the strongest shade where the strongest word is', async () => {
    stand.style.background = '#fff';
    const element = await textOf({ attention: [0, 1], tokens: ['iiii', 'mmmm'] });
    const { data, width } = await picture(await element.toPNG({ scale: 1 }));
    const figure = element.shadowRoot!.querySelector('.figure')!.getBoundingClientRect();
    const colorAt = (word: Element) => {
      const { x, y } = word.getBoundingClientRect();
      // A margin of 12 surrounds the figure; its empty first line is left out.
      const toolbar = element.shadowRoot!.querySelector<HTMLElement>('.head')!.offsetHeight;
      const at = (Math.round(y - figure.y - toolbar + 12 + 2) * width + Math.round(x - figure.x + 12 + 1)) * 4;
      return [...data.subarray(at, at + 3)];
    };
    const [faint, strong] = element.shadowRoot!.querySelectorAll('.text .word');
    expect(colorAt(faint)).to.deep.equal([255, 255, 255]);
    const [red, , blue] = colorAt(strong);
    expect(red - blue).to.be.above(80);
  });

  it('of a document is a list of its words with both weights', async () => {
    const element = await textOf({
      tokens: [['a,b', 'good'], ['x']],
      word_weights: [[0.25, 0.75], [1]],
      sentence_weights: [0.5, 0.5],
    });
    expect(parseCsv(await element.toCSV())).to.deep.equal([
      ['sentence', 'word', 'token', 'sentence_weight', 'word_weight', 'weight'],
      ['0', '0', 'a,b', '0.5', '0.25', '0.125'],
      ['0', '1', 'good', '0.5', '0.75', '0.375'],
      ['1', '0', 'x', '0.5', '1', '0.5'],
    ]);
    const svg = await svgOf(element);
    expect(svg.querySelectorAll('path').length).to.be.above(4);
  });
});
