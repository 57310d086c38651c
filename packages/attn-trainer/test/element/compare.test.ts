import { expect } from '@open-wc/testing';
import type { AttnTrainer } from '../../src/index.js';
import { part, quick, stand, trained, until } from './fixture.js';

const panel = (element: AttnTrainer, n: number) => element.shadowRoot!.querySelector(`.run-${n}:is(section)`);
const said = (element: AttnTrainer, n: number) => panel(element, n)?.querySelector('.run-said')?.textContent ?? '';

/** Losses of the runs of a comparison, by their text. */
async function lossesOf(element: AttnTrainer): Promise<Record<string, number[]>> {
  const [header, ...rows] = (await element.toCSV()).trim().split(/\r?\n/);
  expect(header).to.match(/^run,step,loss,held_back_loss,held_back_accuracy/);
  const losses: Record<string, number[]> = {};
  for (const row of rows) {
    const [, run, loss] = /^("[^"]*"|[^,]*),\d+,([^,]*)/.exec(row)!;
    (losses[run.replaceAll('"', '')] ??= []).push(Number(loss));
  }
  return losses;
}

/** Trains all runs to the end. */
async function allTrained(element: AttnTrainer, runs: number): Promise<void> {
  await trained(element);
  for (let n = 1; n <= runs; n++)
    await until(() => said(element, n).startsWith(`step ${quick.steps}`), `run ${n} is done`);
}

describe('runs that are compared', () => {
  it('learn as each would alone, from the same seed, in one chart, one scale and one panel each', async () => {
    const element = stand({ ...quick, compare: 'positions=none; score=dot, seed=3; width=16' });
    await allTrained(element, 3);
    const losses = await lossesOf(element);
    expect(Object.keys(losses)).to.deep.equal(['own', 'positions=none', 'score=dot, seed=3', 'width=16']);
    const alone = [{}, { positions: 'none' }, { score: 'dot', seed: 3 }, { dModel: 16 }];
    for (const [at, settings] of alone.entries()) {
      const one = stand({ ...quick, ...settings });
      await trained(one);
      const rows = (await one.toCSV()).trim().split(/\r?\n/).slice(1);
      expect(Object.values(losses)[at]).to.deep.equal(rows.map((row) => Number(row.split(',')[1])));
      one.remove();
    }
    const chart = part(element, 'chart')!;
    await until(() => chart.querySelectorAll('.ends text').length === 4, 'each line has its name');
    expect([...chart.querySelectorAll('.lines path')].every((path) => path.getAttribute('d'))).to.equal(true);
    expect(chart.querySelector('.ends text:nth-child(2)')!.textContent).to.contain('Posi');
    expect(panel(element, 3)!.getAttribute('aria-label')).to.equal('Width: 16');
    for (const n of [1, 2, 3]) expect(panel(element, n)!.querySelector('canvas')).not.to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('that differ in one setting have its values at the ends of their lines, whole also in large text on a phone', async () => {
    const frame = document.createElement('div');
    frame.style.width = '374px';
    frame.style.fontSize = '32px';
    document.body.append(frame);
    const element = stand({ ...quick, compare: 'positions=none', inside: ['tensor', 'cost'] });
    frame.append(element);
    await allTrained(element, 1);
    const chart = part(element, 'chart')!;
    const ends = () => [...chart.querySelectorAll('.ends text')].map((text) => text.textContent);
    await until(() => ends().every(Boolean) && ends().length === 2, 'each line has its name');
    expect(ends()).to.deep.equal(['sinusoidal', 'none']);
    await until(() => element.shadowRoot!.querySelector('.cost-chart .left text') !== null, 'the costs are drawn');
    // Nothing stands out of the figure.
    const { left, right } = frame.getBoundingClientRect();
    const parts = element.shadowRoot!.querySelectorAll('.tensors, .cost-chart text, .ends text');
    for (const one of parts) {
      const box = one.getBoundingClientRect();
      expect(box.left, one.outerHTML).to.be.at.least(left - 1);
      expect(box.right, one.outerHTML).to.be.at.most(right + 1);
    }
    frame.remove();
  });

  it('are looked at together, at one step', async () => {
    const element = stand({ ...quick, compare: 'positions=none' });
    await allTrained(element, 1);
    const range = element.shadowRoot!.querySelector<HTMLInputElement>('input.replay')!;
    range.value = '2';
    range.dispatchEvent(new Event('input'));
    const step = range.getAttribute('aria-valuetext');
    await until(() => range.getAttribute('aria-valuetext') !== step || step !== '60', 'an early step is shown');
    const label = (root: Element) => root.querySelector('[role=grid]')!.getAttribute('aria-label')!;
    await until(() => label(panel(element, 1)!).includes('after 10 steps'), 'it is shown of the other run');
    expect(label(element.shadowRoot!.querySelector('.runs section')!)).to.contain('after 10 steps');
  });

  it('fail one by one: what cannot be is said in its place, and the others go on', async () => {
    const element = stand({ ...quick, compare: 'heads=3; tempo=2; positions; positions=none' });
    await allTrained(element, 0);
    await until(() => said(element, 4).startsWith('step 60'), 'the last one is done');
    expect(said(element, 1)).to.match(/^heads is 3: /);
    expect(said(element, 2)).to.contain('tempo is no setting that runs are compared by');
    expect(said(element, 3)).to.contain('as in positions=none');
    expect(Object.keys(await lossesOf(element))).to.include.members(['own', 'positions=none']);
  });

  it('are in a link and in a file', async () => {
    const element = stand({ ...quick, compare: 'positions=none' });
    await allTrained(element, 1);
    const file = (await element.save())!;
    const other = stand({ task: 'sort' });
    await other.load(file);
    expect(other.compare).to.equal('positions=none');
    await until(() => said(other, 1).startsWith(`step ${quick.steps}`), 'it has learned what it had');
    expect(await lossesOf(other)).to.deep.equal(await lossesOf(element));
  });

  it('begin, rest and begin again together', async () => {
    const element = stand({ ...quick, compare: 'positions=none', steps: 4000 });
    element.scrollIntoView();
    await element.train();
    await until(() => /^step [1-9]/.test(said(element, 1)), 'both train');
    await element.pause();
    const step = await stepOf(element);
    await element.step();
    await until(async () => (await stepOf(element)) === step + 1, 'both took one');
    await element.reset();
    await until(() => said(element, 1).startsWith('step 0'), 'both are where they began');
  });
});

/** Steps of the run beside the own, once it has come to rest. */
async function stepOf(element: AttnTrainer): Promise<number> {
  await element.updateComplete;
  return Number(/\d+/.exec(said(element, 1))![0]);
}
