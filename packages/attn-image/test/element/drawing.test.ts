import { colormap, tableColor } from '@attn-elements/core/color';
import { expect } from '@open-wc/testing';
import type { AttnImage } from '../../src/index.js';
import { change, colorAt, colored, errors, image, imageOf, ladder, listen, part, quiet, stand } from './fixture.js';

const table = (name: string) => colormap(name)!.table;
const close = (found: number[], wanted: readonly number[], by = 2) =>
  found.slice(0, 3).forEach((value, i) => expect(value, `${found} is not ${wanted}`).to.be.closeTo(wanted[i], by));

describe('weights over a picture', () => {
  it('have the colours of their share of the largest', async () => {
    const element = await imageOf([0.1, 0.2, 0.4, 0], { overlay: 'tiles', opacity: 1 });
    close(colorAt(element, 0, 0, 2, 2), tableColor(table('inferno'), 0.25));
    close(colorAt(element, 0, 1, 2, 2), tableColor(table('inferno'), 0.5));
    close(colorAt(element, 1, 0, 2, 2), tableColor(table('inferno'), 1));
    close(colorAt(element, 1, 1, 2, 2), tableColor(table('inferno'), 0));
  });

  it('have those of the domain and the colour map that the author names', async () => {
    const element = await imageOf([0.1, 0.2, 0.4, 0], { overlay: 'tiles', domain: [0, 0.8], colormap: 'Viridis' });
    close(colorAt(element, 1, 0, 2, 2), tableColor(table('viridis'), 0.5), 3);
    await change(element, { colormap: 'reds_r' });
    close(colorAt(element, 1, 0, 2, 2), tableColor(table('reds_r'), 0.5), 3);
  });

  it('let through the more of the picture the weaker they are', async () => {
    const element = await imageOf([0.1, 0.2, 0.4, 0], { opacity: 1 });
    const alpha = (row: number, column: number) => colorAt(element, row, column, 2, 2)[3];
    const alphas = [alpha(1, 1), alpha(0, 0), alpha(0, 1), alpha(1, 0)];
    expect(alphas).to.deep.equal([...alphas].sort((a, b) => a - b));
    expect(alphas[3]).to.equal(255);
    await change(element, { opacity: 0.5 });
    expect(alpha(1, 0)).to.be.closeTo(128, 1);
  });

  it('go over from patch to patch where they are smooth', async () => {
    const element = await imageOf([0, 1, 0, 1], { smooth: true, opacity: 1 });
    const canvas = part<HTMLCanvasElement>(element, 'overlay');
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, Math.floor(height / 2), width, 1);
    const middle = [...data.subarray(Math.floor(width / 2) * 4, Math.floor(width / 2) * 4 + 4)];
    close(middle, tableColor(table('inferno'), 0.5), 8);
  });

  it('are lines around what is strongest, on no canvas', async () => {
    const element = await imageOf([0, 0, 0, 0, 1, 0, 0, 0, 0], { overlay: 'outline' });
    expect(element.shadowRoot!.querySelector('[part~=overlay]')).to.equal(null);
    const line = element.shadowRoot!.querySelector('[part~=lines] .line')!.getBoundingClientRect();
    const plot = part(element, 'plot').getBoundingClientRect();
    // Around the patch in the middle of three.
    expect(line.left).to.be.closeTo(plot.left + plot.width / 3, 4);
    expect(line.right).to.be.closeTo(plot.left + (plot.width * 2) / 3, 4);
    await change(element, { overlay: 'contour', topP: [0.5] });
    expect(element.shadowRoot!.querySelectorAll('[part~=lines] .line:not(.halo)')).to.have.length(1);
    expect(part(element, 'legend').textContent).to.contain('hold 50% of the weight');
  });

  it('are drawn in a plot of the picture’s shape', async () => {
    const element = await imageOf([0.1, 0.2, 0.4, 0], { image: colored('red', 60, 20) });
    const { width, height } = part(element, 'plot').getBoundingClientRect();
    expect(width / height).to.be.closeTo(3, 0.05);
    expect(width).to.equal(640);
  });

  it('keep to the height that the page fixes', async () => {
    const element = await image(`data="[0.1, 0.2, 0.4, 0]" height="300" image="${colored('red', 20, 20)}"`);
    await quiet(element);
    expect(element.getBoundingClientRect().height).to.equal(300);
    const figure = part(element, 'figure').getBoundingClientRect();
    expect(figure.height).to.be.within(240, 300);
    expect(part(element, 'plot').getBoundingClientRect().width).to.be.below(250);
  });

  it('do not move the page when the picture comes, where its size is told', async () => {
    const element = await image('data="[0.1, 0.2, 0.4, 0]"', '<img width="300" height="100" src="/slow.png" alt="">');
    const { width, height } = part(element, 'plot').getBoundingClientRect();
    expect(width / height).to.be.closeTo(3, 0.05);
  });
});

describe('a reader', () => {
  const controls = (element: AttnImage) => part(element, 'controls');

  it('is given controls where the author says so', async () => {
    const element = await imageOf(ladder, { controls: true });
    const told = listen<{ overlay: string; opacity: number; smooth: boolean }>(element, 'attn-change');
    const slider = controls(element).querySelector<HTMLInputElement>('input[type=range]')!;
    slider.value = '0.4';
    slider.dispatchEvent(new Event('input'));
    await element.ready;
    expect(colorAt(element, 1, 1, 2, 2)[3]).to.be.closeTo(0.4 * 255, 1);
    controls(element).querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
    const list = controls(element).querySelector('select')!;
    list.selectedIndex = 3;
    list.dispatchEvent(new Event('change'));
    await element.ready;
    expect(element.shadowRoot!.querySelectorAll('.line')).not.to.have.length(0);
    expect(told.at(-1)).to.deep.equal({
      layer: null,
      head: null,
      picture: null,
      overlay: 'outline',
      opacity: 0.4,
      smooth: true,
    });
    expect(errors(element)).to.deep.equal([]);
  });

  it('is given none otherwise', async () => {
    const element = await imageOf(ladder);
    expect(element.shadowRoot!.querySelector('[part~=controls]')).to.equal(null);
  });

  it('finds the colours of the theme in what is no number', async () => {
    stand.style.setProperty('--attn-nan', 'rgb(9, 99, 199)');
    const element = await imageOf([0.1, NaN, 0.4, 0], { overlay: 'tiles', opacity: 1 });
    close(colorAt(element, 0, 1, 2, 2), [9, 99, 199]);
  });
});
