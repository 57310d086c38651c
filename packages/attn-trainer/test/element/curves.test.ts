import { expect } from '@open-wc/testing';
import { part, quick, stand, trained, until } from './fixture.js';

/** Places of the points of a path. */
const points = (d: string) => [...d.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('the curves of a run', () => {
  it('show the loss of what was held back beside that of training, on the same axes', async () => {
    const element = stand();
    await trained(element);
    const chart = element.shadowRoot!.querySelector('.chart')!;
    await until(() => chart.querySelector('.beside')!.getAttribute('d'), 'both are drawn');
    const [, ...rows] = (await element.toCSV())
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const held = rows.filter((row) => row[2]).map((row) => [Number(row[0]), Number(row[2])]);
    // From before the first step on.
    const drawn = points(chart.querySelector('.beside')!.getAttribute('d')!).slice(1);
    expect(drawn).to.have.length(held.length);
    const own = points(chart.querySelector('.curve')!.getAttribute('d')!);
    const losses = rows.map((row) => Number(row[1]));
    const [high, low] = [losses.indexOf(Math.max(...losses)), losses.indexOf(Math.min(...losses))];
    const scale = (own[low][1] - own[high][1]) / (losses[low] - losses[high]);
    for (const [i, [step, loss]] of held.entries()) {
      expect(drawn[i][0]).to.be.closeTo(own[step - 1][0], 0.2);
      expect(drawn[i][1]).to.be.closeTo(own[high][1] + (loss - losses[high]) * scale, 0.3);
    }
    expect(chart.querySelector('.chart-name')!.textContent).to.contain('dashed: held back');
  });

  it('choose the step that is looked at, where a pointer presses, and mark it', async () => {
    const element = stand();
    await trained(element);
    const svg = element.shadowRoot!.querySelector<SVGSVGElement>('.chart svg')!;
    await until(() => svg.querySelector('.curve')!.getAttribute('d'), 'it is drawn');
    expect(svg.querySelector('.marked')!.getAttribute('d')).to.equal('');
    const own = points(svg.querySelector('.curve')!.getAttribute('d')!);
    const clientX = svg.getBoundingClientRect().left + own[24][0];
    svg.dispatchEvent(new PointerEvent('pointerdown', { clientX, buttons: 1 }));
    await until(() => svg.querySelector('.marked')!.getAttribute('d') !== '', 'it is marked');
    const range = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')!;
    expect(range.getAttribute('aria-valuetext')).to.equal('25');
    const name = () => element.shadowRoot!.querySelector('.chart-name')!.textContent!;
    expect(name()).to.match(/^Loss [\d.]+ \(step 25\)/);
    const end = svg.getBoundingClientRect().right;
    svg.dispatchEvent(new PointerEvent('pointermove', { clientX: end, buttons: 1 }));
    await until(() => svg.querySelector('.marked')!.getAttribute('d') === '', 'the newest is looked at');
    await expect(part(element, 'chart')).to.be.accessible();
  });

  it('are of powers of ten where a loss falls far', async () => {
    const element = stand({ ...quick, task: 'copy', dModel: 32, batchSize: 16, learningRate: 0.01, steps: 200 });
    await trained(element);
    expect(element.shadowRoot!.querySelector('.chart-name')!.textContent).to.contain('Loss, logarithmic');
  });
});
