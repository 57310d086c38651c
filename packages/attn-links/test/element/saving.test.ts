import { expect } from '@open-wc/testing';
import { parseCsv, picture, svgOf } from '../../../../scripts/testing/page/saved.js';
import { hex, headColors, links, linksOf, dataOf, part, pointAt } from './fixture.js';

const data = {
  attention: [
    [
      [0.9, 0.1],
      [0.2, 0.8],
    ],
    [
      [0, 1],
      [1, 0],
    ],
  ],
  query_tokens: ['the', '<b>"cat"</b>'],
  key_tokens: ['注意', 'a,b'],
  description: 'A test of saving',
};

describe('SVG', () => {
  it('has tokens as text, lines as paths, and no image', async () => {
    const element = await linksOf(data, { heading: 'Figure <1>' });
    const svg = await svgOf(element);
    const said = [...svg.querySelectorAll('text')].map((text) => text.textContent);
    for (const text of ['the', '<b>"cat"</b>', '注意', 'a,b', 'Queries', 'Keys', 'Figure <1>'])
      expect(said).to.include(text);
    expect(svg.querySelector('image')).to.equal(null);
    const strokes = [...svg.querySelectorAll('path')].map((path) => hex(path.getAttribute('stroke') ?? ''));
    for (const color of headColors(element)) expect(strokes).to.include(color);
  });

  it('says what it is: title, description, and how to make it again', async () => {
    const element = await links(
      `src="${dataOf('translation-0.cross.json')}" layer="1" show-heads="0 2" top-k="2" heading="T"`,
    );
    const svg = await svgOf(element);
    expect(svg.querySelector('title')!.textContent).to.equal('T');
    expect(svg.querySelector('desc')!.textContent).to.contain('from 11 queries to 10 keys');
    const notes = JSON.parse(svg.querySelector('metadata')!.textContent!);
    expect(notes).to.include({ layer: 1, topK: 2 });
    expect(notes.source).to.contain('translation-0.cross.json');
    expect(notes.heads).to.deep.equal([0, 2]);
  });

  it('has no buttons to press, no hints and no menu, but the colours of the heads', async () => {
    const said = (await svgOf(await linksOf(data))).documentElement.textContent!;
    for (const word of ['Save as', 'arrow keys', 'All']) expect(said).not.to.contain(word);
    expect(said).to.contain('reach 70% together');
  });

  it('shows what is pointed at', async () => {
    const element = await linksOf(data);
    await pointAt(element, 'query', 0);
    const said = [...(await svgOf(element)).querySelectorAll('text')].map((text) => text.textContent);
    expect(said).to.include('45%').and.to.include('55%');
  });
});

describe('PNG', () => {
  it('is drawn in the colours of the screen', async () => {
    const element = await linksOf(data, { showHeads: [1] });
    const { data: pixels } = await picture(await element.toPNG({ scale: 2 }));
    const colors = new Set<string>();
    for (let i = 0; i < pixels.length; i += 4)
      colors.add(`#${[...pixels.subarray(i, i + 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
    expect(colors.has(headColors(element)[1])).to.equal(true);
  });
});

describe('CSV', () => {
  it('has the heads that are on, with their tokens as the file has them', async () => {
    const element = await linksOf(data, { showHeads: [1] });
    expect(parseCsv(await element.toCSV())).to.deep.equal([
      ['layer', 'head', 'query', 'key', 'query_token', 'key_token', 'weight'],
      ['0', '1', '0', '0', 'the', '注意', '0'],
      ['0', '1', '0', '1', 'the', 'a,b', '1'],
      ['0', '1', '1', '0', '<b>"cat"</b>', '注意', '1'],
      ['0', '1', '1', '1', '<b>"cat"</b>', 'a,b', '0'],
    ]);
  });
});

describe('the menu', () => {
  it('lists the numbers and hides them again', async () => {
    const element = await linksOf(data);
    const press = async (label: string) => {
      const found = [...part(element, 'menu').querySelectorAll('button')].find((one) => one.textContent === label);
      found!.click();
      await element.ready;
    };
    await press('Show the numbers as a table');
    expect(part(element, 'table').textContent).to.contain('0.9');
    await press('Hide the table');
    expect(element.shadowRoot!.querySelector('[part~=table]')).to.equal(null);
  });
});
