import { expect } from '@open-wc/testing';
import type { PlotLoadDetail, PePlot } from '../../src/index.js';
import {
  change,
  isDrawn,
  listen,
  part,
  pixels,
  plot,
  plotOf,
  shownValues,
  stand,
  texts,
  warningsOf,
} from './fixture.js';

const readout = (element: PePlot) => texts(element, '#summary')[0];

describe('the tag alone', () => {
  it('draws the curves of sinusoids, and tells so', async () => {
    const loads = listen<PlotLoadDetail>(stand, 'attn-load');
    const element = await plot();
    expect(isDrawn(element)).to.equal(true);
    expect(loads).to.deep.equal([{ kinds: ['sinusoidal'], view: 'curves', positions: 128, dModel: 32 }]);
    expect(texts(element, '.title')).to.include.members(['PE0', 'PE1', 'PE31']);
  });

  it('is inline in Markdown: a block of its own in a paragraph', async () => {
    stand.innerHTML = '<p>before <pe-plot length="16"></pe-plot> after</p>';
    const element = stand.querySelector('pe-plot')!;
    await element.ready;
    expect(getComputedStyle(element).display).to.equal('block');
    expect(isDrawn(element)).to.equal(true);
  });
});

describe('every kind and view by attribute', () => {
  const views = {
    sinusoidal: ['curves', 'heatmap', 'similarity', 'kernel', 'wavelengths'],
    'sinusoidal-2d': ['heatmap', 'curves', 'similarity', 'kernel', 'wavelengths'],
    learned: ['heatmap', 'curves', 'similarity', 'kernel', 'spectrum'],
    rotary: ['rotation', 'curves', 'heatmap', 'similarity', 'kernel', 'wavelengths'],
    alibi: ['bias', 'kernel'],
    t5: ['bias', 'kernel'],
  };
  const data = `data="[[1, 0, 0.5], [0, 1, 0.2], [0.3, 0.1, 0.9], [0.5, 0.5, 0.1]]"`;
  for (const [kind, names] of Object.entries(views)) {
    for (const view of names) {
      it(`${kind}, ${view}`, async () => {
        const loads = listen<PlotLoadDetail>(stand, 'attn-load');
        const warnings = await warningsOf(async () => {
          const element = await plot(`kind="${kind}" view="${view}" length="20" ${kind === 'learned' ? data : ''}`);
          expect(isDrawn(element)).to.equal(true);
          expect(texts(element, '[part~=error]')).to.deep.equal([]);
        });
        expect(warnings).to.deep.equal([]);
        expect(loads.map(({ kinds, view: shown }) => [...kinds, shown])).to.deep.equal([[kind, view]]);
      });
    }

    it(`${kind}, without a view, shows its first`, async () => {
      const loads = listen<PlotLoadDetail>(stand, 'attn-load');
      await plot(`kind="${kind}" length="20" ${kind === 'learned' ? data : ''}`);
      expect(loads[0].view).to.equal(names[0]);
    });
  }
});

describe('attributes', () => {
  it('set what is computed', async () => {
    const element = await plot('kind="sinusoidal" length="6" d-model="4" base="100" view="heatmap"');
    const values = await shownValues(element);
    expect(values).to.have.length(24);
    // Position 3, columns 2 and 3: 100^(2/4) = 10.
    expect(values[3 * 4 + 2]).to.be.closeTo(Math.sin(0.3), 1e-7);
    expect(values[3 * 4 + 3]).to.be.closeTo(Math.cos(0.3), 1e-7);
    element.setAttribute('base', '10000');
    await element.ready;
    expect((await shownValues(element))[3 * 4 + 2]).to.be.closeTo(Math.sin(0.03), 1e-7);
  });

  it('of ALiBi and T5', async () => {
    const alibi = await plot('kind="alibi" heads="2" length="3" bidirectional view="bias"');
    // Slopes of two heads: 2^−4, 2^−8.
    const [a, b] = [1 / 16, 1 / 256];
    expect(await shownValues(alibi)).to.deep.equal(
      [a, b].flatMap((slope) => [0, 1, 2, 1, 0, 1, 2, 1, 0].map((apart) => -slope * apart + 0)),
    );
    const t5 = await plot('kind="t5" buckets="4" max-distance="8" length="9" view="kernel"');
    // By hand: two buckets of one distance, then 2 + ⌊ln(d/2) / ln(8/2) × 2⌋ up to the last.
    expect(await shownValues(t5)).to.deep.equal([0, 1, 2, 2, 3, 3, 3, 3, 3]);
  });

  it('of rotation: position and distance turn the hands', async () => {
    const element = await plot('kind="rotary" d-model="2" length="16" position="5" distance="2"');
    // One pair, a radian a position: the key is two radians behind.
    expect(texts(element, '.angle-text')).to.deep.equal([`${((2 * 180) / Math.PI).toFixed(1)}°`]);
    /** Where a hand points, against the clock from the right, as angles are drawn. */
    const end = (name: string) => {
      const path = element.shadowRoot!.querySelector(`.hand.${name}`)!.getAttribute('d')!;
      const [, cx, cy, x, y] = /M([-\d.]+),([-\d.]+)L([-\d.]+),([-\d.]+)/.exec(path)!;
      return Math.atan2(Number(cy) - Number(y), Number(x) - Number(cx));
    };
    const turned = (angle: number) => Math.atan2(Math.sin(angle), Math.cos(angle));
    expect(end('query')).to.be.closeTo(turned(5), 1e-6);
    expect(end('key')).to.be.closeTo(turned(3), 1e-6);
    await change(element, { position: 40 });
    expect(texts(element, '.angle-text'), 'the angle knows the distance alone').to.deep.equal([
      `${((2 * 180) / Math.PI).toFixed(1)}°`,
    ]);
  });

  it('dimensions and overlaid say which curves, and whether in one plot', async () => {
    const element = await plot('dimensions="0 3 8-9" length="30"');
    expect(texts(element, '.title')).to.deep.equal(['PE0', 'PE3', 'PE8', 'PE9']);
    await change(element, { overlaid: true });
    expect(texts(element, '.title')).to.deep.equal([]);
    expect(texts(element, '.legend .mark')).to.deep.equal(['PE0', 'PE3', 'PE8', 'PE9']);
    expect(element.shadowRoot!.querySelectorAll('.frame-line')).to.have.length(1);
  });

  it('heading names the figure', async () => {
    const element = await plot('heading="Why <sines>"');
    expect(part(element, 'heading').textContent).to.equal('Why <sines>');
    expect(element.shadowRoot!.querySelector('[role=group]')!.getAttribute('aria-label')).to.equal('Why <sines>');
  });

  it('colormap colours matrices', async () => {
    const element = await plot('view="heatmap" length="16"');
    const before = pixels(element, 'matrices').data.join();
    await change(element, { colormap: 'magma' });
    expect(pixels(element, 'matrices').data.join()).not.to.equal(before);
  });

  it('trained shades what lies beyond, and says so', async () => {
    const element = await plot('view="curves" overlaid length="100" trained="40"');
    const [shade] = element.shadowRoot!.querySelectorAll('.beyond');
    const { left, right } = shade.getBoundingClientRect();
    const frame = element.shadowRoot!.querySelector('.frame-line')!.getBoundingClientRect();
    expect(left).to.be.closeTo(frame.left + (40 / 99) * frame.width, 1);
    expect(right).to.be.closeTo(frame.right, 1);
    expect(part(element, 'notes').textContent).to.contain('position 40');
    await change(element, { trained: null });
    expect(element.shadowRoot!.querySelector('.beyond')).to.equal(null);
  });

  it('similarity is a cosine unless it is to be a dot product', async () => {
    const element = await plot('view="kernel" d-model="8" length="12"');
    expect((await shownValues(element))[0]).to.equal(1);
    await change(element, { similarity: 'dot' });
    expect((await shownValues(element))[0]).to.equal(4);
    expect(readout(element)).to.contain('kernel');
  });
});

describe('what makes no sense', () => {
  it('as a view of a kind falls back to one that does, with one warning', async () => {
    const loads = listen<PlotLoadDetail>(stand, 'attn-load');
    const warnings = await warningsOf(async () => {
      const element = await plot('kind="alibi" view="wavelengths"');
      expect(isDrawn(element)).to.equal(true);
      await change(element, { heading: 'again' });
      await change(element, { length: 20 });
    });
    expect(loads[0].view).to.equal('bias');
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/<pe-plot>.*wavelengths.*alibi.*bias.*kernel/);
  });

  it('as a property is refused, whatever it is given', async () => {
    const wrong = { kind: 7, length: {}, dimensions: 'x', compare: [null], view: [], base: NaN };
    for (const [name, value] of Object.entries(wrong)) {
      let element!: PePlot;
      const warnings = await warningsOf(async () => {
        element = await plotOf({ [name]: value } as unknown as Partial<PePlot>);
      });
      expect(warnings.length, name).to.equal(1);
      expect(texts(element, '[part~=error]').join(), name).to.contain(`${name} is `);
      await change(element, { [name]: null } as unknown as Partial<PePlot>);
      expect(isDrawn(element), name).to.equal(true);
    }
  });
});
