import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { PlotChangeDetail, PePlot } from '../../src/index.js';
import { defaults, parameters } from '../../src/settings.js';
import {
  change,
  choose,
  control,
  isDrawn,
  listen,
  part,
  plot,
  put,
  shownValues,
  slider,
  stand,
  texts,
} from './fixture.js';

/** Names of the controls, in their order. */
const labels = (element: PePlot) =>
  Array.from(element.shadowRoot!.querySelectorAll('.live label'), (label) =>
    label.querySelector('span')!.textContent!.trim(),
  );
const options = (element: PePlot, label: string) =>
  Array.from(control<HTMLSelectElement>(element, label).options, ({ text }) => text);
const field = (element: PePlot, label: string) => control<HTMLInputElement>(element, label);

/** The settings that `attn-change` must tell of an element. */
const settingsOf = (element: PePlot): PlotChangeDetail => {
  const names = [
    ...(Object.keys(defaults) as Exclude<keyof typeof defaults, 'isGrid' | 'namesBuckets'>[]),
    'kind',
    'view',
    'position',
    'distance',
  ] as const;
  return Object.fromEntries(names.map((name) => [name, element[name]])) as unknown as PlotChangeDetail;
};

describe('controls', () => {
  it('are there where they are asked for, and only those that make sense', async () => {
    expect(labels(await plot('kind="rotary"'))).to.deep.equal([]);
    const element = await plot('kind="rotary" controls');
    expect(labels(element)).to.deep.equal([
      'Encoding',
      'View',
      'Positions',
      'Width',
      'Base',
      'Scaling',
      'Query at',
      'Distance of the key',
    ]);
    await change(element, { scaling: 'yarn', view: 'wavelengths' });
    expect(labels(element)).to.deep.equal(['Encoding', 'View', 'Positions', 'Width', 'Base', 'Scaling', 'Factor']);
    await change(element, { kind: 'alibi', view: null });
    expect(labels(element)).to.deep.equal(['Encoding', 'View', 'Positions', 'Heads', 'Keys after the query too']);
    await change(element, { kind: 't5' });
    expect(labels(element)).to.include.members(['Buckets', 'Largest distance']);
    await change(element, { kind: 'sinusoidal-2d' });
    expect(labels(element)).to.include.members(['Grid rows', 'Grid columns']);
  });

  it('offer the views that make sense, and a learned table where there is one', async () => {
    const element = await plot('kind="alibi" controls');
    expect(options(element, 'View')).to.deep.equal(['bias', 'kernel by distance']);
    expect(options(element, 'Encoding')).not.to.include('learned');
    const table = await plot('kind="learned" data="[[1, 2], [3, 4], [0, 1]]" controls');
    expect(options(table, 'Encoding')).to.include('learned');
    expect(options(table, 'View')).to.deep.equal(['heatmap', 'curves', 'similarity', 'kernel by distance', 'spectrum']);
  });

  it('leave what a model’s configuration says as it is', async () => {
    const rope = JSON.stringify({ rope_type: 'linear', factor: 2, head_dim: 8 });
    const element = await plot(`kind="rotary" rope='${rope}' length="9" view="curves" controls`);
    expect(labels(element)).to.deep.equal(['Encoding', 'View', 'Positions']);
    expect(options(element, 'Encoding')).to.have.length(1);
    // Half as fast: the cosine of the first pair at the last position.
    expect((await shownValues(element))[8]).to.be.closeTo(Math.cos(8 / 2), 1e-6);
  });

  it('offer no kind where several are compared', async () => {
    const element = await plot('compare="sinusoidal rotary" controls');
    expect(labels(element)).not.to.include('Encoding');
    expect(labels(element)).to.include.members(['View', 'Positions', 'Width', 'Base', 'Scaling']);
  });

  for (const [attributes, label, value, name] of [
    ['view="heatmap" d-model="4"', 'Positions', 12, 'length'],
    ['view="heatmap" length="4"', 'Width', 10, 'dModel'],
    ['view="heatmap" length="4" d-model="4"', 'Base', 77, 'base'],
    ['kind="sinusoidal-2d" columns="3" d-model="4"', 'Grid rows', 5, 'rows'],
    ['kind="sinusoidal-2d" rows="3" d-model="4"', 'Grid columns', 5, 'columns'],
    ['kind="rotary" scaling="linear" view="curves" length="9" d-model="4"', 'Factor', 3, 'factor'],
    ['kind="alibi" length="5"', 'Heads', 3, 'heads'],
    ['kind="t5" length="40"', 'Buckets', 12, 'buckets'],
    ['kind="t5" length="100"', 'Largest distance', 50, 'maxDistance'],
  ] as const) {
    it(`set ${name} by the field, say so, and the figure follows`, async () => {
      const element = await plot(`${attributes} controls`);
      const before = await shownValues(element);
      const changes = listen<PlotChangeDetail>(stand, 'attn-change');
      await put(element, field(element, label), value);
      expect(element[name]).to.equal(value);
      expect(changes).to.deep.equal([settingsOf(element)]);
      expect(changes[0][name]).to.equal(value);
      expect(await shownValues(element)).not.to.deep.equal(before);
      expect(isDrawn(element)).to.equal(true);
      expect(Number(field(element, label).value)).to.equal(value);
    });

    it(`set ${name} by the slider, from one end to the other`, async () => {
      const element = await plot(`${attributes} controls`);
      const found: number[] = [];
      const { min, max } = slider(element, label);
      for (const end of [min, max]) {
        await put(element, slider(element, label), end);
        found.push(element[name]);
        expect(Number(field(element, label).value)).to.equal(element[name]);
        const spoken = slider(element, label).getAttribute('aria-valuetext')!.replaceAll(',', '');
        expect(spoken).to.equal(element[name] === 1e6 ? '1 × 10⁶' : String(element[name]));
      }
      expect(found[1]).to.be.above(2 * found[0]);
      expect(texts(element, '[part~=error]')).to.deep.equal([]);
      expect(isDrawn(element)).to.equal(true);
    });
  }

  it('choose kind, view, scaling and similarity', async () => {
    const element = await plot('length="12" d-model="4" controls');
    const changes = listen<PlotChangeDetail>(stand, 'attn-change');
    await choose(element, 'View', 'heatmap');
    expect(element.view).to.equal('heatmap');
    await choose(element, 'Encoding', 'rotary (RoPE)');
    expect([element.kind, element.view]).to.deep.equal(['rotary', 'heatmap']);
    await choose(element, 'Scaling', 'linear scaling');
    expect((await shownValues(element))[4]).to.be.closeTo(Math.cos(1 / 4), 1e-6);
    await choose(element, 'View', 'kernel by distance');
    await choose(element, 'Similarity', 'dot product');
    expect(element.similarity).to.equal('dot');
    expect((await shownValues(element))[0]).to.equal(2);
    expect(changes).to.have.length(5);
    expect(changes.at(-1)).to.deep.equal(settingsOf(element));
    expect(isDrawn(element)).to.equal(true);
  });

  it('let keys after the query be seen', async () => {
    const element = await plot('kind="alibi" heads="1" length="4" controls');
    const box = field(element, 'Keys after the query too');
    box.checked = true;
    box.dispatchEvent(new Event('change', { bubbles: true }));
    await element.ready;
    expect(element.bidirectional).to.equal(true);
    expect(await shownValues(element)).not.to.include(-Infinity);
  });

  it('turn the hands', async () => {
    const element = await plot('kind="rotary" d-model="2" length="20" controls');
    await put(element, slider(element, 'Query at'), 7);
    await put(element, slider(element, 'Distance of the key'), 3);
    expect([element.position, element.distance]).to.deep.equal([7, 3]);
    expect(texts(element, '.angle-text')).to.deep.equal([`${((3 * 180) / Math.PI).toFixed(1)}°`]);
  });

  it('follow what the page sets', async () => {
    const element = await plot('kind="rotary" controls');
    await change(element, { dModel: 64, scaling: 'ntk', view: 'kernel' });
    expect(field(element, 'Width').value).to.equal('64');
    expect(control<HTMLSelectElement>(element, 'Scaling').value).to.equal('NTK-aware scaling');
    expect(control<HTMLSelectElement>(element, 'View').value).to.equal('kernel by distance');
  });

  it('leave a field that is half typed alone', async () => {
    const element = await plot('controls');
    const changes = listen<PlotChangeDetail>(stand, 'attn-change');
    const one = field(element, 'Width');
    one.value = '';
    one.dispatchEvent(new Event('input', { bubbles: true }));
    await element.ready;
    expect(changes).to.deep.equal([]);
    expect(element.dModel).to.equal(32);
  });

  it('work with a real keyboard, and keep the focus', async () => {
    const element = await plot('kind="alibi" controls');
    slider(element, 'Heads').focus();
    await sendKeys({ press: 'ArrowRight' });
    await element.ready;
    await sendKeys({ press: 'ArrowRight' });
    await element.ready;
    expect(element.heads).to.equal(10);
    expect(element.shadowRoot!.activeElement).to.equal(slider(element, 'Heads'));
  });

  it('have names that belong to them', async () => {
    const element = await plot('kind="rotary" controls');
    const group = part(element, 'controls');
    expect(group.querySelector('legend')!.textContent).to.equal('Positional encoding');
    for (const input of group.querySelectorAll('input, select')) {
      const name = input.getAttribute('aria-label') ?? input.closest('label')?.querySelector('span')?.textContent;
      expect(name, input.outerHTML).to.match(/\w/);
    }
  });

  it('cover the settings of every kind', async () => {
    for (const [kind, names] of Object.entries(parameters)) {
      if (kind === 'learned') continue;
      const element = await plot(`kind="${kind}" scaling="yarn" length="10" controls`);
      // Kind, view, and what the rotation view turns, beside one for each setting.
      const extra = kind === 'rotary' ? 4 : 2;
      expect(labels(element)).to.have.length(names.length + extra);
      element.remove();
    }
  });
});
