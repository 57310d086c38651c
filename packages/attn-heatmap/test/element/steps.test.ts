import { expect } from '@open-wc/testing';
import { load } from '@attn-elements/core/data';
import type { Tensor } from '@attn-elements/core/tensor';
import type { AttnHeatmap } from '../../src/index.js';
import { change, heatmapOf, part, pointOf, point, texts, until } from './fixture.js';

/** PyTorch's numbers of one head: 5 queries of 9 keys, 16 wide, values 4 wide, causal. */
async function reference() {
  const file = await load(new URL('/tests/reference/attention-scaled-dot-causal-5x9.npz', location.href).href);
  const get = async (name: string) => (await file.get(name)) as Tensor;
  const row = async (name: string, query: number) => Array.from((await get(name)).slice(0, 1, query).float64());
  const data = { queries: await get('q'), keys: await get('k'), values: await get('v') };
  return { data, row };
}

const stages = (element: AttnHeatmap) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('.stage')];
const named = (element: AttnHeatmap, name: string) =>
  stages(element).find((stage) => stage.querySelector('tbody th')!.textContent === name)!;
const shownStages = (element: AttnHeatmap) =>
  stages(element).filter((stage) => !stage.classList.contains('later')).length;
const button = (element: AttnHeatmap, label: string) =>
  part(element, 'steps').querySelector<HTMLElement>(`button[aria-label="${label}"]`)!;

/** Numbers of a step: masked ones are −∞. */
const numbers = (element: AttnHeatmap, name: string) =>
  [...named(element, name).querySelectorAll('td:not(:empty)')].map(({ textContent }) =>
    Number(textContent!.replace('−', '-').replace('∞', 'Infinity')),
  );

function expectNear(found: readonly number[], expected: readonly number[]): void {
  expect(found).to.have.length(expected.length);
  // As many digits as are written.
  found.forEach((value, at) =>
    expect(value).to.be.closeTo(expected[at], Math.max(1e-4, Math.abs(expected[at]) * 1e-3)),
  );
}

/** Queries and keys whose first two columns alone are known by heart. */
const small = {
  queries: [
    [1, 2, 0, 0],
    [0, 1, 0, 0],
  ],
  keys: [
    [3, 1, 0, 0],
    [1, -1, 0, 0],
  ],
  values: [
    [10, 0],
    [0, 10],
  ],
  tokens: ['cat', 'sat'],
};

describe('attention step by step', () => {
  it('has the numbers of PyTorch at every step, for the query that is pinned', async () => {
    const { data, row } = await reference();
    const element = await heatmapOf(data, { view: 'steps', mask: 'causal', head: 1, layer: 0 });
    await element.select({ query: 2, key: 0 });
    const scores = await row('scores', 2);
    expectNear(numbers(element, '÷ √d'), scores);
    expectNear(
      numbers(element, 'q · k'),
      scores.map((score) => score * 4),
    );
    // The last query stands at the last key: to the third of five seven of nine keys are known.
    const masked = numbers(element, 'Mask');
    expectNear(masked.slice(0, 7), scores.slice(0, 7));
    expect(masked.slice(7)).to.deep.equal([-Infinity, -Infinity]);
    expectNear(numbers(element, 'Softmax'), await row('weights', 2));
    expectNear(numbers(element, 'Σ p · v'), await row('output', 2));
  });

  it('says how the number of the strongest key came about', async () => {
    const element = await heatmapOf(small, { view: 'steps' });
    const says = texts(element, '.stage-says');
    expect(says[0]).to.contain('q·k₀ = 1·3 + 2·1 + 0·0 + … = 5');
    expect(says[1]).to.contain('√4 = 2: 5 / 2 = 2.5');
    expect(says[2]).to.contain('p₀ = exp(2.5) / Σ exp(s) = 0.9526');
    expect(says[3]).to.contain('0.9526·v₀ (cat) + 0.04743·v₁ (sat)');
    expect(numbers(element, 'q · k')).to.deep.equal([5, -1]);
  });

  it('follows the width: scores, their variance, and the gradient of the softmax', async () => {
    const element = await heatmapOf(small, { view: 'steps' });
    const range = part(element, 'steps').querySelector<HTMLInputElement>('input[type=range]')!;
    range.value = '1';
    range.dispatchEvent(new Event('input', { bubbles: true }));
    await element.ready;
    expect(numbers(element, 'q · k')).to.deep.equal([3, 1]);
    range.value = '4';
    range.dispatchEvent(new Event('input', { bubbles: true }));
    await element.ready;
    // Scores 5, −1, 1, −1, divided by 2: variances 6 and 1.5. Of two weights p and 1 − p the norm is 2p(1 − p).
    const cells = texts(element, '.effect td:not(:empty)').map(Number);
    const norm = (a: number, b: number) => 2 * (1 / (1 + Math.exp(b - a))) * (1 / (1 + Math.exp(a - b)));
    expectNear(cells, [6, 1.5, (norm(5, -1) + norm(1, -1)) / 2, (norm(2.5, -0.5) + norm(0.5, -0.5)) / 2]);
  });

  it('plays, and goes on by keys and buttons', async () => {
    const element = await heatmapOf(small, { view: 'steps' });
    expect(shownStages(element)).to.equal(4);
    button(element, 'Play').click();
    await element.ready;
    expect(shownStages(element)).to.equal(1);
    await until(() => shownStages(element) === 2);
    button(element, 'Pause').click();
    const region = named(element, 'q · k').querySelector<HTMLElement>('[tabindex]')!;
    region.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    await element.ready;
    expect(shownStages(element)).to.equal(3);
    expect(texts(element, '[aria-current=step] tbody th')).to.deep.equal(['Softmax']);
    button(element, 'Next step').click();
    button(element, 'Next step').click();
    await element.ready;
    expect(shownStages(element)).to.equal(4);
  });

  it('shows what other scores have, and the query that is chosen', async () => {
    const element = await heatmapOf(small, { view: 'steps', score: 'cosine' });
    expect(texts(element, '.stage tbody th')).to.deep.equal(['Score', 'Softmax', 'Σ p · v']);
    await change(element, { score: 'dot', weighting: 'none' });
    expect(texts(element, '.stage tbody th')).to.deep.equal(['q · k']);
    const select = part(element, 'steps').querySelector('select')!;
    select.value = '1';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await element.ready;
    expect(numbers(element, 'q · k')).to.deep.equal([1, -1]);
    await point(element, 'click', pointOf(element, 0, 0, 2, 2));
    expect(numbers(element, 'q · k')).to.deep.equal([5, -1]);
  });

  it('says what it needs', async () => {
    const element = await heatmapOf([[1]], { view: 'steps' });
    expect(texts(element, '.remarks').join()).to.contain('queries and keys');
    const both = { queries: [small.queries, small.queries], keys: [small.keys, small.keys] };
    await change(element, { data: both as unknown as AttnHeatmap['data'] });
    expect(texts(element, '.remarks').join()).to.contain('one head');
  });
});
