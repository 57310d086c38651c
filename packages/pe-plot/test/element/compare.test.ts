import { expect } from '@open-wc/testing';
import type { PlotLoadDetail, ValueDetail } from '../../src/index.js';
import {
  frames,
  isDrawn,
  listen,
  part,
  plot,
  plotOf,
  point,
  pointIn,
  shownValues,
  stand,
  texts,
  warningsOf,
} from './fixture.js';

/** The plot that a mark stands in. */
const indexOf = (mark: Element, boxes: readonly DOMRect[]) => {
  const { x, width, y, height } = mark.getBoundingClientRect();
  const [middle, level] = [x + width / 2, y + height / 2];
  return boxes.findIndex(
    (box) => middle >= box.left - 1 && middle <= box.right + 1 && level >= box.top - 1 && level <= box.bottom + 1,
  );
};

describe('kinds side by side', () => {
  it('share one sentence on what differs in numbers alone', async () => {
    const element = await plot(
      'compare="rotary rotary:linear rotary:ntk" view="wavelengths" d-model="8" length="64" trained="64" factor="4"',
    );
    const said = part(element, 'notes').textContent!.trim();
    // θ of pair i is 10000^(−i/4): 2π, 62.8 and 628 positions; linear scaling makes them four times as long.
    expect(said).to.equal(
      'So many of 4 pairs repeat within 64 positions: rotary (RoPE): 2; rotary (RoPE), linear scaling: 1; rotary (RoPE), NTK-aware scaling: 1. The others show angles never seen before when a text grows longer.',
    );
    expect(element.shadowRoot!.getElementById('summary')!.textContent!.split('angles')).to.have.length(2);
    element.compare = ['rotary:linear', 'rotary:ntk'] as never;
    await element.ready;
    expect(part(element, 'notes').textContent).to.match(/^\s*1 of 4 pairs repeats within 64 positions; the others/);
  });

  it('are shown in one figure, each with its name', async () => {
    const loads = listen<PlotLoadDetail>(stand, 'attn-load');
    const element = await plot('compare="sinusoidal rotary alibi" length="40"');
    expect(isDrawn(element)).to.equal(true);
    expect(loads.map(({ kinds, view }) => ({ kinds, view }))).to.deep.equal([
      { kinds: ['sinusoidal', 'rotary', 'alibi'], view: 'kernel' },
    ]);
    const titles = texts(element, '.title').join(' | ');
    for (const name of ['sinusoidal', 'rotary (RoPE)', 'ALiBi']) expect(titles).to.contain(name);
    expect(frames(element)).to.have.length(3);
  });

  it('are told apart by their scaling', async () => {
    const element = await plot('compare="rotary rotary:linear rotary:yarn" view="wavelengths" trained="64"');
    const titles = texts(element, '.title').join(' | ');
    expect(titles).to.contain('linear scaling').and.to.contain('YaRN');
    const values = await shownValues(element);
    // 16 pairs as trained; then those as trained and scaled, and of YaRN once more as in its paper.
    expect(values).to.have.length(16 + 32 + 48);
    expect(values[16 + 16] / values[16]).to.be.closeTo(4, 1e-9);
  });

  it('have a title each, also where each head is a plot', async () => {
    const element = await plot('compare="alibi t5" view="bias" heads="2" length="10"');
    expect(texts(element, '.title')).to.deep.equal(['ALiBi · head 0', 'ALiBi · head 1', 'T5']);
  });

  it('may be a list', async () => {
    const element = await plotOf({ compare: ['sinusoidal', 'rotary:ntk'] as never, length: 20 });
    expect(frames(element)).to.have.length(2);
    expect(isDrawn(element)).to.equal(true);
  });

  it('fall back, with a warning, from a view that does not fit all', async () => {
    const warnings = await warningsOf(async () => {
      const element = await plot('compare="sinusoidal alibi" view="heatmap" length="20"');
      expect(isDrawn(element)).to.equal(true);
    });
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/heatmap.*sinusoidal and alibi.*kernel/);
  });
});

describe('the cursor of a comparison', () => {
  it('stands at the same distance in every plot', async () => {
    const element = await plot('compare="sinusoidal rotary alibi" length="41" heads="1"');
    const hovered = listen<ValueDetail>(element, 'attn-hover');
    await point(element, 'pointermove', pointIn(element, 1, 0.25, 0.5));
    expect(hovered.map(({ kind, column }) => [kind, column])).to.deep.equal([['rotary', 10]]);
    const boxes = frames(element);
    const guides = [...element.shadowRoot!.querySelectorAll('.guide')].map((guide) => {
      const index = indexOf(guide, boxes);
      const { x, width } = guide.getBoundingClientRect();
      return [index, Math.round(((x + width / 2 - boxes[index].x) / boxes[index].width) * 40)];
    });
    expect(guides).to.deep.equal([
      [0, 10],
      [1, 10],
      [2, 10],
    ]);
    expect(element.shadowRoot!.querySelectorAll('.dot')).to.have.length(3);
    expect(element.shadowRoot!.querySelectorAll('.dot:not(.faint)')).to.have.length(1);
  });

  it('stands at the same numbers where plots reach differently far', async () => {
    const element = await plot('compare="alibi t5" length="21" heads="1" bidirectional');
    const sinusoidal = await plot('compare="sinusoidal alibi" length="21" heads="1" bidirectional');
    for (const one of [element, sinusoidal]) {
      stand.replaceChildren(one);
      await one.ready;
      await point(one, 'pointermove', pointIn(one, 1, 0.75, 0.5));
      const boxes = frames(one);
      const guides = [...one.shadowRoot!.querySelectorAll('.guide')].map((guide) => {
        const index = indexOf(guide, boxes);
        const { x, width } = guide.getBoundingClientRect();
        return [index, ((x + width / 2 - boxes[index].x) / boxes[index].width).toFixed(2)];
      });
      // From −20 to 20, three quarters are 10: of 0 to 20 that is the middle.
      expect(guides).to.deep.equal([
        [0, one === element ? '0.75' : '0.50'],
        [1, '0.75'],
      ]);
    }
  });

  it('marks one cell, and its column in the other matrices', async () => {
    const element = await plot('kind="alibi" heads="3" length="8"');
    await point(element, 'pointermove', pointIn(element, 1, 2.5 / 8, 5.5 / 8));
    const boxes = frames(element);
    const cells = [...element.shadowRoot!.querySelectorAll('rect.mark:not(.halo)')];
    expect(cells.map((cell) => indexOf(cell, boxes))).to.deep.equal([1]);
    const upright = [...element.shadowRoot!.querySelectorAll('.guide')].filter(
      (guide) => guide.getBoundingClientRect().height > 2,
    );
    expect(upright.map((guide) => indexOf(guide, boxes))).to.deep.equal([0, 1, 2]);
    expect(part(element, 'readout').textContent).to.contain('head 1');
  });
});
