import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { change, heatmap, heatmapOf, part, texts } from './fixture.js';

const model = 'src="/stories/article/data/induction.safetensors" view="heads"';

/** Numbers of the table of heads, by head. */
const listed = async (element: AttnHeatmap): Promise<Record<string, string[]>> => {
  const [, ...rows] = (await element.toCSV()).trim().split(/\r?\n/);
  return Object.fromEntries(
    rows.map((row) => row.split(',')).map(([layer, head, ...numbers]) => [`${layer}.${head}`, numbers]),
  );
};

/** Middles of the points, in the plot. */
const points = (element: AttnHeatmap) =>
  [...element.shadowRoot!.querySelectorAll<SVGGraphicsElement>('.head-point')].map((point) => {
    const { x, y, width, height } = point.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2, fill: point.getAttribute('fill') };
  });

/** Three heads in two layers; what each row's entropy, distance and share are is plain. */
const small = [
  [
    [
      [1, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
    ],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ],
  [
    [
      [1, 0, 0],
      [0.5, 0.5, 0],
      [0, 0.5, 0.5],
    ],
    [
      [1, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
    ],
  ],
];

describe('heads as points', () => {
  it('stand where two numbers of theirs put them, in the colour of their layer', async () => {
    const element = await heatmapOf(small, { view: 'heads', across: 'first-token', up: 'distance' });
    const all = points(element);
    expect(all).to.have.length(4);
    // By hand: shares 1, 1/3, 1/2, 2/3; distances 1, 0, 1/3, 2/3.
    const numbers = await listed(element);
    const expected = { '0.0': [1, 1], '0.1': [1 / 3, 0], '1.0': [0.5, 1 / 3], '1.1': [2 / 3, 2 / 3] };
    for (const [head, pair] of Object.entries(expected))
      pair.forEach((value, i) => expect(Number(numbers[head][i]), head).to.be.closeTo(value, 1e-6));
    const [a, b, c, d] = all;
    expect(a.x).to.be.greaterThan(d.x);
    expect(d.x).to.be.greaterThan(c.x);
    expect((c.x - b.x) / (a.x - b.x)).to.be.closeTo((0.5 - 1 / 3) / (2 / 3), 0.01);
    expect((b.y - d.y) / (b.y - a.y)).to.be.closeTo(2 / 3, 0.01);
    expect(a.fill).to.equal(b.fill);
    expect(a.fill).not.to.equal(c.fill);
    expect(part(element, 'legend').textContent).to.contain('its colour the layer');
    expect(part(element, 'canvas').checkVisibility()).to.equal(false);
  });

  it('have the shares that PyTorch found', async () => {
    const numbers = await listed(await heatmap(`${model} across="previous-token" up="induction"`));
    const previous = [0.09, 0.44, 0.16, 0.47, 0.01, 0.01, 0.01, 0.01];
    const induction = [0.07, 0, 0.03, 0, 0.95, 0.95, 0.97, 0.97];
    Object.values(numbers).forEach(([x, y], i) => {
      expect(Number(x)).to.be.closeTo(previous[i], 0.0151);
      expect(Number(y)).to.be.closeTo(induction[i], 0.0151);
    });
  });

  it('are read where a pointer is near, and open by click and by Enter', async () => {
    const element = await heatmapOf(small, { view: 'heads', across: 'first-token', up: 'distance' });
    const [, , point] = points(element);
    const plot = part(element, 'plot');
    const at = { clientX: point.x + 7, clientY: point.y - 7, bubbles: true };
    plot.dispatchEvent(new PointerEvent('pointermove', at));
    await element.updateComplete;
    expect(part(element, 'readout').textContent).to.contain('Layer 1 · Head 0: share on the first token 0.5');
    plot.dispatchEvent(new MouseEvent('click', at));
    await element.ready;
    expect(element.shadowRoot!.querySelector('.where')!.textContent).to.equal('Layer 1 · Head 0');
    expect(part(element, 'canvas').checkVisibility()).to.equal(true);
    element.shadowRoot!.querySelector('.cells')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await element.ready;
    expect(points(element)).to.have.length(4);
    element.shadowRoot!.querySelector('.cells')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await element.ready;
    expect(element.shadowRoot!.querySelector('.where')!.textContent).to.equal('Layer 1 · Head 0');
  });

  it('have other axes where a reader chooses them, which the page is told', async () => {
    const element = await heatmapOf(small, { view: 'heads' });
    expect(texts(element, '.axis-title')).to.deep.equal(['layer', 'mean entropy of rows (nats)']);
    const told: unknown[] = [];
    element.addEventListener('attn-change', ({ detail }) => told.push(detail));
    const [across] = element.shadowRoot!.querySelectorAll('select');
    across.selectedIndex = [...across.options].findIndex(({ text }) => text.startsWith('share on the token before'));
    across.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(element.across).to.equal('previous-token');
    expect(told[0]).to.deep.include({ across: 'previous-token', up: 'entropy' });
    expect(texts(element, '.axis-title')[0]).to.equal('share on the token before');
  });

  it('are left out, and said to be, where the number needs what the file has not', async () => {
    const element = await heatmapOf(small, { view: 'heads', up: 'induction' });
    expect(points(element)).to.have.length(0);
    expect(part(element, 'legend').textContent).to.contain('4 heads are not drawn');
    await change(element, { tokens: ['a', 'b', 'a'] });
    expect(points(element)).to.have.length(4);
  });

  it('are saved as paths with their axes', async () => {
    const element = await heatmapOf(small, { view: 'heads', across: 'distance' });
    const svg = await element.toSVG();
    expect(svg).not.to.contain('<image');
    expect(svg).to.contain('mean distance to the keys (tokens)');
    for (const { fill } of points(element)) expect(svg.replaceAll(' ', '')).to.contain(fill!.replaceAll(' ', ''));
  });
});
