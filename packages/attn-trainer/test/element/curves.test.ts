import { expect } from '@open-wc/testing';
import { part, quick, stand, trained, until } from './fixture.js';

/** Places of the points of a path. */
const points = (d: string) => [...d.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('the curves of a run', () => {
  it('show the loss of what was held back beside that of training, on the same axes', async () => {
    const element = stand();
    await trained(element);
    const chart = element.shadowRoot!.querySelector('.chart')!;
    await until(() => chart.querySelector('.lines .beside')!.getAttribute('d'), 'both are drawn');
    const [, ...rows] = (await element.toCSV())
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const held = rows.filter((row) => row[2]).map((row) => [Number(row[0]), Number(row[2])]);
    // From before the first step on.
    const drawn = points(chart.querySelector('.lines .beside')!.getAttribute('d')!).slice(1);
    expect(drawn).to.have.length(held.length);
    const own = points(chart.querySelector('.lines .curve')!.getAttribute('d')!);
    const losses = rows.map((row) => Number(row[1]));
    const [high, low] = [losses.indexOf(Math.max(...losses)), losses.indexOf(Math.min(...losses))];
    const scale = (own[low][1] - own[high][1]) / (losses[low] - losses[high]);
    for (const [i, [step, loss]] of held.entries()) {
      expect(drawn[i][0]).to.be.closeTo(own[step - 1][0], 0.2);
      expect(drawn[i][1]).to.be.closeTo(own[high][1] + (loss - losses[high]) * scale, 0.3);
    }
    const read = [...chart.querySelectorAll('.of-line')].map((one) => one.textContent!.trim().replace(/\s+/g, ' '));
    expect(read).to.have.length(2);
    expect(read[0]).to.match(/^in training \d/);
    expect(read[1]).to.match(/^held back \d/);
  });

  it('choose the step that is looked at, where a pointer presses, and mark it', async () => {
    const element = stand();
    await trained(element);
    const svg = element.shadowRoot!.querySelector<SVGSVGElement>('.chart .lined')!;
    await until(() => svg.querySelector('.curve')!.getAttribute('d'), 'it is drawn');
    expect(svg.querySelector('.marked')!.getAttribute('d')).to.equal('');
    const own = points(svg.querySelector('.curve')!.getAttribute('d')!);
    const clientX = svg.getBoundingClientRect().left + own[24][0];
    svg.dispatchEvent(new PointerEvent('pointerdown', { clientX, buttons: 1 }));
    await until(() => svg.querySelector('.marked')!.getAttribute('d') !== '', 'it is marked');
    const range = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')!;
    expect(range.getAttribute('aria-valuetext')).to.equal('25');
    expect(svg.getAttribute('aria-valuetext')).to.match(/^step 25: in training [\d.]+, held back [\d.]+$/);
    const end = svg.getBoundingClientRect().right;
    svg.dispatchEvent(new PointerEvent('pointermove', { clientX: end, buttons: 1 }));
    await until(() => svg.querySelector('.marked')!.getAttribute('d') === '', 'the newest is looked at');
    await expect(part(element, 'chart')).to.be.accessible();
  });

  it('are of powers of ten where a loss falls far', async () => {
    const element = stand({ ...quick, task: 'copy', dModel: 32, batchSize: 16, learningRate: 0.01, steps: 200 });
    await trained(element);
    const name = () => element.shadowRoot!.querySelector('.chart-name')!.textContent!;
    expect(name()).to.contain('Loss · logarithmic');
    element.lossAxis = 'linear';
    await until(() => !name().includes('logarithmic'), 'the axis is linear');
  });

  it('read the step that keys reach, with a hairline, and Enter looks at it', async () => {
    const element = stand();
    await trained(element);
    const svg = element.shadowRoot!.querySelector<SVGSVGElement>('.chart .lined')!;
    const press = (key: string) => svg.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    svg.focus();
    press('Home');
    for (let i = 0; i < 5; i++) press('ArrowRight');
    await until(() => svg.getAttribute('aria-valuenow') === '5', 'the fifth step is read');
    const losses = (await element.toCSV()).split('\n').map((line) => Number(line.split(',')[1]));
    expect(Number(/in training ([\d.]+)/.exec(svg.getAttribute('aria-valuetext')!)![1])).to.be.closeTo(
      losses[5],
      0.001,
    );
    await until(() => svg.querySelector('.pointed .guide'), 'there is a hairline');
    const own = points(svg.querySelector('.curve')!.getAttribute('d')!);
    expect(Number(svg.querySelector('.guide')!.getAttribute('x1'))).to.be.closeTo(own[4][0], 0.1);
    press('Enter');
    await until(() => svg.querySelector('.marked')!.getAttribute('d'), 'it is looked at');
    press('Escape');
    await until(() => !svg.querySelector('.guide'), 'nothing is read');
    expect(element.shadowRoot!.querySelector('input[type=range]')!.getAttribute('aria-valuetext')).to.equal('5');
  });

  it('are smoothed where that is asked for, and say so; the losses themselves stay, faint', async () => {
    const element = stand({ ...quick, smoothing: 0.9 });
    await trained(element);
    const chart = element.shadowRoot!.querySelector('.chart')!;
    await until(() => chart.querySelector('.lines path.curve:not(.raw)[d]'), 'it is drawn');
    const losses = (await element.toCSV())
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[1]));
    // The weighted mean itself: each loss counts 0.9 times as much as the one after it.
    const mean = losses.reduce((sum, loss) => 0.9 * sum + loss, 0) / losses.reduce((sum) => 0.9 * sum + 1, 0);
    expect(Number(chart.querySelector('.value')!.textContent)).to.be.closeTo(mean, 0.001);
    expect(chart.querySelector('.chart-name')!.textContent).to.contain('smoothed by 0.9, faint: each step');
    const raw = points(chart.querySelector('.lines .raw')!.getAttribute('d')!);
    expect(raw).to.have.length(losses.length);
  });

  it('say the epoch where the data have an end', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `word${i} ${i % 2 ? 'good' : 'bad'},${i % 2 ? 'yes' : 'no'}`);
    const data = ['text,label', ...rows].join('\n');
    const element = stand({ task: 'own', data, dModel: 8, batchSize: 5, steps: 20, engine: 'wasm' });
    await trained(element);
    const svg = element.shadowRoot!.querySelector('.chart .lined')!;
    // An eighth of each class is held back, three of twenty at most.
    expect(svg.getAttribute('aria-valuetext')).to.match(/^step 20, epoch 2\.[5-9]/);
  });
});
