import { expect } from '@open-wc/testing';
import type { CellDetail } from '../../src/index.js';
import {
  change,
  choices,
  choose,
  colored,
  errors,
  image,
  imageOf,
  listen,
  part,
  point,
  pointOf,
  readout,
  stand,
} from './fixture.js';

/** Self-attention of so many positions, each row a softmax of waves. */
function attention(positions: number): number[][] {
  return Array.from({ length: positions }, (_, query) => {
    const raised = Array.from({ length: positions }, (_, key) =>
      Math.exp(Math.sin(1.7 * query + 0.9 * key) * 3 + Math.sin(0.37 * query * key)),
    );
    const sum = raised.reduce((total, value) => total + value, 0);
    return raised.map((value) => value / sum);
  });
}

const legend = (element: HTMLElement) => element.shadowRoot!.querySelector('.legend')!.textContent!;
const remarks = (element: HTMLElement) => element.shadowRoot!.querySelector('.remarks')?.textContent ?? '';

// The numbers were computed by NumPy from the same waves: np.exp, sums of rows, np.argsort.
describe('patches among words', () => {
  const tokens = Array.from({ length: 27 }, (_, at) => (at >= 5 && at < 21 ? '<image>' : `word${at}`));
  const mixed = { attention: attention(27), tokens };

  it('stand where the span says, and a word is the query', async () => {
    const element = await imageOf(mixed, { span: [5, 16], grid: [4, 4], query: 26 });
    expect(readout(element)).to.equal(
      'word26 attends most to patch row 0, column 3: 0.2393; patch row 2, column 3: 0.08452; patch row 2, column 2: 0.07275',
    );
    expect(legend(element)).to.contain('0.2174 on 5 other tokens, 0.2867 on 6 other tokens, 0.4959 on the picture');
    expect(remarks(element)).to.equal('');
    const told = listen<CellDetail>(element, 'attn-hover');
    await point(element, 'pointermove', pointOf(element, 2, 1, 4, 4));
    expect(told[0]).to.include({ query: 26, key: 14, queryToken: 'word26' });
    expect(readout(element)).to.match(/^word26 → patch row 2, column 1: /);
  });

  it('are none of those who can be chosen by name: words before and after them are', async () => {
    const element = await imageOf(mixed, { span: [5, 16], grid: [4, 4] });
    const words = tokens.filter((token) => token !== '<image>');
    expect(choices(element)).to.deep.equal(['[mean of all queries]', ...words]);
    await choose(element, 'word21');
    expect(readout(element)).to.match(/^word21 attends most to patch row/);
    await point(element, 'click', pointOf(element, 0, 1, 4, 4));
    expect(choices(element).at(-1)).to.equal('[patch row 0, column 1]');
  });

  it('stand where the file says, in JSON or as text', async () => {
    const segments = [
      { kind: 'text', start: 0, length: 5 },
      { kind: 'image', start: 5, length: 16, rows: 2, columns: 8 },
    ];
    for (const given of [segments, JSON.stringify(segments)]) {
      const element = await imageOf({ ...mixed, segments: given }, { query: 26 });
      expect(errors(element)).to.deep.equal([]);
      expect(part(element, 'plot').querySelectorAll('[role=row]').length, 'rows').to.be.greaterThan(0);
      await point(element, 'pointermove', pointOf(element, 1, 3, 2, 8));
      expect(readout(element)).to.match(/^word26 → patch row 1, column 3: /);
    }
  });

  it('are those of the first picture, which is said, or of the one that is asked for', async () => {
    const segments = [
      { kind: 'image', start: 5, length: 4, rows: 2, columns: 2 },
      { kind: 'image', start: 11, length: 6, rows: 2, columns: 3 },
    ];
    const element = await imageOf({ attention: attention(27), segments }, { query: 26 });
    expect(remarks(element)).to.contain('picture 0 of 2, counted from 0');
    expect(readout(element)).to.contain('token 26 attends most to patch row 1, column 1: 0.2393; ');
    await change(element, { picture: 1 });
    expect(remarks(element)).to.equal('');
    expect(legend(element)).to.contain('on picture 0');
    expect(readout(element)).to.contain('token 26 attends most to patch row 1, column 2: 0.08452; ');
    await change(element, { picture: 2 });
    expect(errors(element)[0]).to.contain('none of the 2 in this sequence');
  });

  it('are chosen among those of several pictures by a reader, which the page is told', async () => {
    const segments = [
      { kind: 'image', start: 5, length: 4, rows: 2, columns: 2 },
      { kind: 'image', start: 11, length: 6, rows: 2, columns: 3 },
    ];
    const element = await imageOf({ attention: attention(27), segments }, { query: 26 });
    const told = listen<{ picture: number }>(element, 'attn-change');
    const chooser = element.shadowRoot!.querySelector<HTMLSelectElement>('select[aria-label=Picture]')!;
    expect(Array.from(chooser.options, ({ text }) => text)).to.deep.equal(['picture 0', 'picture 1']);
    chooser.selectedIndex = 1;
    chooser.dispatchEvent(new Event('change'));
    await element.ready;
    expect(readout(element)).to.contain('token 26 attends most to patch row 1, column 2: 0.08452; ');
    expect([element.picture, told.at(-1)!.picture, remarks(element)]).to.deep.equal([1, 1, '']);
  });

  it('may be one token for a whole picture', async () => {
    const segments = [{ kind: 'image', start: 3, length: 1 }];
    const element = await imageOf({ attention: attention(5), segments }, { query: 4 });
    expect(errors(element)).to.deep.equal([]);
    expect(readout(element)).to.contain('token 4 attends most to patch row 0, column 0: ');
  });

  it('are refused where nothing says how many words come first', async () => {
    const told = listen<{ code: string; message: string }>(stand, 'attn-error');
    const element = await imageOf(mixed, { grid: [4, 4] });
    expect(errors(element)[0]).to.contain('11 tokens stand beside 4 × 4 patches').and.to.contain('class-token');
    expect(told).to.have.length(1);
    await change(element, { classToken: 5, query: 26 });
    expect(errors(element)).to.deep.equal([]);
    expect(remarks(element)).to.contain('read as 4 × 4 patches after 5 other tokens, before 6 other tokens');
    expect(readout(element)).to.match(/^word26 attends most to patch row/);
  });

  it('are refused where the segments are none', async () => {
    const element = await imageOf({ ...mixed, segments: [{ kind: 'photo', start: 0, length: 4 }] });
    expect(errors(element)[0]).to.contain('segments').and.to.contain('kind (class, register, text, image)');
  });
});

describe('patches after a class token and registers', () => {
  it('are found, named and said', async () => {
    const element = await imageOf(attention(41));
    expect(remarks(element)).to.contain('read as 6 × 6 patches after class token and 4 registers');
    expect(readout(element)).to.equal(
      'class token attends most to patch row 0, column 4: 0.08985; patch row 1, column 5: 0.08872; patch row 3, column 0: 0.08753',
    );
    expect(legend(element)).to.contain('0.004896 on class token, 0.1612 on 4 registers, 0.8339 on the picture');
    expect(choices(element)).to.deep.equal([
      'mean of all queries',
      '[class token]',
      ...[0, 1, 2, 3].map((n) => `register ${n}`),
    ]);
    await change(element, { query: 17 });
    expect(readout(element)).to.equal(
      'patch row 2, column 0 attends most to patch row 5, column 4: 0.0873; patch row 4, column 3: 0.08169; patch row 5, column 5: 0.07767',
    );
  });

  it('are not said where all of them are named', async () => {
    const element = await imageOf(attention(41), { classToken: 1, registers: 4, grid: [6, 6] });
    expect(remarks(element)).to.equal('');
  });

  it('are said in the reader’s language', async () => {
    stand.lang = 'zh-Hans';
    const element = await imageOf(attention(41));
    expect(remarks(element)).to.contain('读作类别词元和4 个寄存器词元之后的 6 × 6 个图块');
    stand.lang = 'zh-Hant';
    await change(element, { query: 3 });
    expect(remarks(element)).to.contain('讀作類別詞元和4 個暫存器詞元之後的 6 × 6 個圖塊');
  });
});

describe('patches of a picture that is no square', () => {
  const vector = (length: number) => JSON.stringify(Array.from({ length }, (_, at) => at / 1000));
  const picture = (width: number, height: number) => `<img src="${colored('red', width, height)}" alt="">`;

  it('have its ratio, once it is there', async () => {
    const element = await image(`data="${vector(150)}"`, picture(300, 200));
    expect(errors(element)).to.deep.equal([]);
    expect(remarks(element)).to.contain('read as 10 × 15 patches');
  });

  it('are refused where a square fits too, and shown with the grid', async () => {
    const element = await image(`data="${vector(100)}"`, picture(400, 100));
    expect(errors(element)[0]).to.contain('5 × 20, 10 × 10').and.to.contain('grid="rows columns"');
    await change(element, { grid: [5, 20] });
    expect(errors(element)).to.deep.equal([]);
    expect(remarks(element)).to.equal('');
  });
});
