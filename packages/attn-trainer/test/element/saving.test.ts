import { expect } from '@open-wc/testing';
import { parseCsv, picture, svgOf } from '../../../../scripts/testing/page/saved.js';
import type { AttnTrainer } from '../../src/index.js';
import { part, quick, stand, trained, until } from './fixture.js';

const item = (element: AttnTrainer, text: string) =>
  [...part(element, 'menu')!.querySelectorAll('button')].find((one) => one.textContent!.trim() === text)!;

/** Names of the files that the reader is given while something happens. */
async function given(happen: () => void, count: number): Promise<string[]> {
  const names: string[] = [];
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    names.push(this.download);
  };
  happen();
  await until(() => names.length === count, 'the files are there');
  HTMLAnchorElement.prototype.click = click;
  return names;
}

describe('the figure of a run', () => {
  let element: AttnTrainer;

  before(async () => {
    element = stand({ ...quick, heads: 2, heading: 'Reversed <1>' });
    await trained(element);
  });
  after(() => element.remove());

  it('is saved as SVG: curves as paths, tokens as text, each head as an image of its cells', async () => {
    const svg = await svgOf(element);
    const said = [...svg.querySelectorAll('text')].map((text) => text.textContent!);
    const drawn = [...element.shadowRoot!.querySelectorAll('.tokens .axis.left text')].map((text) => text.textContent);
    expect(said).to.include.members([...drawn, 'Reversed <1>', 'in training', 'Head 0', 'Head 1'] as string[]);
    expect(said.join(' ')).to.contain('Attention weights, linear').and.to.contain('Step 60 of 60');
    for (const word of ['Train', 'Start again', 'Save', 'arrow keys', 'Your own'])
      expect(said.join(' ')).not.to.contain(word);
    const paths = [...svg.querySelectorAll('path')].map((path) => path.getAttribute('d'));
    const curves = [...element.shadowRoot!.querySelectorAll('.lines path')].map((path) => path.getAttribute('d'));
    expect(curves).to.have.length(4);
    expect(paths).to.include.members(curves);
    const images = await Promise.all(
      [...svg.querySelectorAll('image')].map((one) => picture(one.getAttribute('href')!)),
    );
    const sizes = images.map(({ width, height }) => `${width} × ${height}`);
    expect(sizes.filter((size) => size === '4 × 4')).to.have.length(2);
    const notes = JSON.parse(svg.querySelector('metadata')!.textContent!);
    expect(notes).to.include({ task: 'reverse', heads: 2, step: 60, engine: 'wasm' });
  });

  it('is saved as PNG, as large as it was asked for', async () => {
    const [one, two] = await Promise.all([1, 2].map(async (scale) => picture(await element.toPNG({ scale }))));
    expect(two.width).to.equal(2 * one.width);
    const { width } = part(element, 'figure')!.getBoundingClientRect();
    expect(one.width).to.be.within(width, width + 60);
  });

  it('is saved as CSV: the loss of every step, or the weights', async () => {
    const losses = (await element.toCSV())!.trim().split('\n');
    expect(losses).to.have.length(61);
    const [header, ...rows] = parseCsv((await element.toCSV('attention'))!);
    expect(header).to.deep.equal(['layer', 'head', 'query', 'key', 'query_token', 'key_token', 'weight']);
    expect(rows).to.have.length(2 * 4 * 4);
    for (let at = 0; at < rows.length; at += 4) {
      const sum = rows.slice(at, at + 4).reduce((total, row) => total + Number(row[6]), 0);
      expect(sum).to.be.closeTo(1, 1e-4);
    }
    const source = element.attentionSource!;
    expect(rows.slice(16).map((row) => Number(row[6]))).to.deep.equal(Array.from(await source.slice(0, 1)));
  });

  it('is saved as CSV: the attention of every step that the slider has', async () => {
    const [header, ...rows] = parseCsv(await element.toCSV('steps'));
    const [own, ...last] = parseCsv((await element.toCSV('attention'))!);
    expect(header).to.deep.equal(['step', ...own]);
    const steps = [...new Set(rows.map(([step]) => Number(step)))];
    const range = part<HTMLInputElement>(element, 'replay')!;
    expect(steps).to.have.length(Number(range.max) + 1);
    expect([steps[0], steps.at(-1)]).to.deep.equal([0, 60]);
    expect(rows.filter(([step]) => step === '60').map(([, ...row]) => row)).to.deep.equal(last);
    const early = rows.filter(([step]) => Number(step) === steps[1]);
    range.value = '1';
    range.dispatchEvent(new Event('input'));
    await element.ready;
    const [, ...shown] = parseCsv((await element.toCSV('attention'))!);
    expect(early.map(([, ...row]) => row)).to.deep.equal(shown);
    range.value = range.max;
    range.dispatchEvent(new Event('input'));
    element.firstIndex = 1;
    await element.ready;
    expect(parseCsv(await element.toCSV('steps'))[1].slice(0, 3)).to.deep.equal(['0', '1', '1']);
    element.firstIndex = 0;
    await element.ready;
  });

  it('is saved from the readers’ menu, which closes', async () => {
    const menu = part<HTMLDetailsElement>(element, 'menu')!;
    menu.open = true;
    const names = await given(() => {
      for (const text of ['Save as SVG', 'Save the attention as CSV', 'Save the loss as CSV', 'Save as npz'])
        item(element, text).click();
    }, 4);
    expect(names.sort()).to.deep.equal(['Reversed-1-.csv', 'Reversed-1-.svg', 'reverse-loss.csv', 'reverse.npz']);
    expect(menu.open).to.equal(false);
  });

  it('of a document has the words with their shades', async () => {
    const other = stand({ task: 'hierarchy', steps: 30, engine: 'wasm' });
    await trained(other);
    const svg = await svgOf(other);
    const words = [...other.shadowRoot!.querySelectorAll('.document .word')].map((word) => word.textContent!.trim());
    const said = [...svg.querySelectorAll('text')].map((text) => text.textContent!.trim());
    expect(said).to.include.members(words);
    const shades = [...svg.querySelectorAll('path')].filter((path) => Number(path.getAttribute('fill-opacity')) > 0.3);
    expect(shades.length).to.be.above(0);
    other.remove();
  });

  it('cannot be saved before there is one', async () => {
    const idle = stand();
    const failure = await idle.toSVG().catch((error: unknown) => error);
    expect((failure as Error).message).to.contain('no figure');
    idle.remove();
  });
});
