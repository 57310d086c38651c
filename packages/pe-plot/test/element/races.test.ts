import { expect } from '@open-wc/testing';
import type { PePlot } from '../../src/index.js';
import { Network, settles } from '../../../../scripts/testing/page/network.js';
import {
  change,
  isDrawn,
  listen,
  nextFrame,
  part,
  plot,
  plotOf,
  quiet,
  shownValues,
  stand,
  texts,
  until,
} from './fixture.js';

const heatmap = { kind: 'learned', view: 'heatmap' } as const;

describe('a table that changes while it loads', () => {
  let network: Network;
  let count = 0;
  // Addresses of their own for every test: answers are kept for who asks again.
  let a = '';
  let b = '';
  beforeEach(() => {
    network = new Network();
    count++;
    a = `/a${count}.json`;
    b = `/b${count}.json`;
  });
  afterEach(() => network.restore());

  const begin = (src: string): PePlot => {
    const element = Object.assign(document.createElement('pe-plot'), { ...heatmap, src });
    stand.append(element);
    return element;
  };
  const values = async (element: ReturnType<typeof begin>) => {
    await element.ready;
    return shownValues(element);
  };

  it('shows the last one, also when it comes first', async () => {
    const element = begin(a);
    const loads = listen(element, 'attn-load');
    await network.asked(a);
    element.src = b;
    await network.asked(b);
    network.answer(b, '[[0, 1], [2, 3]]');
    await element.ready;
    network.answer(a, '[[9, 9]]');
    await quiet(element);
    expect(await values(element)).to.deep.equal([0, 1, 2, 3]);
    expect(loads).to.have.length(1);
  });

  it('shows the last one when the first comes first', async () => {
    const element = begin(a);
    await network.asked(a);
    element.src = b;
    await network.asked(b);
    network.answer(a, '[[9, 9]]');
    await nextFrame();
    network.answer(b, '[[0, 1], [2, 3]]');
    expect(await values(element)).to.deep.equal([0, 1, 2, 3]);
  });

  it('says nothing of the failure of one that is not wanted any more, and stops it', async () => {
    const element = begin(a);
    const errors = listen(element, 'attn-error');
    await network.asked(a);
    element.src = b;
    await network.asked(b);
    await until(() => network.signals.get(a)?.aborted, 'the first is stopped');
    network.answer(a, 'no', { status: 404 });
    network.answer(b, '[[0, 1]]');
    await element.ready;
    await quiet(element);
    expect(errors).to.deep.equal([]);
    expect(texts(element, '[part~=error]')).to.deep.equal([]);
  });

  it('is not waited for once another kind is asked for', async () => {
    const element = begin(a);
    await network.asked(a);
    element.kind = 'alibi';
    element.view = 'bias';
    await element.ready;
    expect(isDrawn(element)).to.equal(true);
    expect(texts(element, '.title')).to.include('head 0');
  });

  it('is the one that is named now, also if it was named while no table was shown', async () => {
    const element = begin(a);
    await network.asked(a);
    network.answer(a, '[[1, 2], [3, 4]]');
    expect(await values(element)).to.deep.equal([1, 2, 3, 4]);
    await change(element, { kind: 'sinusoidal' });
    await change(element, { src: b });
    element.kind = 'learned';
    await network.asked(b);
    network.answer(b, '[[5, 6], [7, 8]]');
    expect(await values(element)).to.deep.equal([5, 6, 7, 8]);
  });

  it('stays while another kind is looked at, and is not asked for again', async () => {
    const element = begin(a);
    await network.asked(a);
    network.answer(a, '[[1, 2], [3, 4]]');
    await element.ready;
    let asked = 0;
    globalThis.fetch = () => {
      asked++;
      return new Promise(() => {});
    };
    await change(element, { kind: 'sinusoidal' });
    await change(element, { kind: 'learned' });
    expect(await values(element)).to.deep.equal([1, 2, 3, 4]);
    expect(asked).to.equal(0);
  });

  it('stops when the element is taken away, tells of nothing, and ready settles', async () => {
    const element = begin(a);
    const told = [listen(element, 'attn-error'), listen(element, 'attn-load')];
    await network.asked(a);
    const { ready } = element;
    element.remove();
    await until(() => network.signals.get(a)?.aborted, 'it is stopped');
    expect(await settles(ready)).to.equal('kept');
    expect(await settles(element.ready)).to.equal('kept');
    expect(told.flat()).to.deep.equal([]);
  });

  it('loads again when the element comes back', async () => {
    const element = begin(a);
    await network.asked(a);
    element.remove();
    await until(() => network.signals.get(a)?.aborted, 'it is stopped');
    stand.append(element);
    await network.asked(a);
    network.answer(a, '[[0.25, 0.75]]');
    expect(await values(element)).to.deep.equal([0.25, 0.75]);
    expect(isDrawn(element)).to.equal(true);
  });

  it('whose view changes while it loads shows that view', async () => {
    const element = begin(a);
    await network.asked(a);
    element.view = 'spectrum';
    await element.updateComplete;
    network.answer(a, '[[1, 2], [3, 4], [0, 1], [5, 5]]');
    await element.ready;
    expect(texts(element, '.axis-title').join(' ')).to.contain('power');
  });
});

describe('settings that change quickly', () => {
  it('end with the last', async () => {
    const element = await plot('view="heatmap" d-model="2"');
    for (let length = 3; length < 40; length++) element.length = length;
    await element.ready;
    expect(await shownValues(element)).to.have.length(78);
    element.view = null;
    for (const kind of ['rotary', 't5', 'alibi', 'sinusoidal-2d', 'sinusoidal'] as const) {
      element.kind = kind;
      await element.updateComplete;
    }
    element.length = 5;
    await element.ready;
    expect(await shownValues(element)).to.have.length(10);
    expect(isDrawn(element)).to.equal(true);
  });

  it('of another kind leave what was there until the new figure is', async () => {
    const element = await plot('dimensions="0" overlaid');
    element.kind = 'alibi';
    await element.updateComplete;
    expect(part(element, 'figure').hidden).to.equal(false);
    await element.ready;
    expect(isDrawn(element)).to.equal(true);
  });
});

describe('ready', () => {
  it('settles for every kind, after a failure, and when taken away', async () => {
    for (const kind of ['sinusoidal', 'learned', 'rotary', 't5'] as const) {
      const element = await plotOf({ kind });
      expect(await settles(element.ready)).to.equal('kept');
      element.remove();
      expect(await settles(element.ready)).to.equal('kept');
    }
  });

  it('settles while the element is not shown, and saving does not hang', async () => {
    stand.style.display = 'none';
    const element = document.createElement('pe-plot');
    stand.append(element);
    expect(await settles(element.ready)).to.equal('kept');
    for (const save of [element.toCSV(), element.toSVG(), element.toPNG()]) {
      expect(await settles(save)).to.not.equal('hangs');
    }
  });

  it('of an element that was never on the page settles at once', async () => {
    const element = document.createElement('pe-plot');
    element.kind = 'alibi';
    expect(await settles(element.ready)).to.equal('kept');
    expect(await settles(element.toCSV())).to.equal('broken');
  });

  it('means that all is drawn, also what other parts draw', async () => {
    for (const view of ['curves', 'heatmap', 'kernel', 'similarity', 'wavelengths'] as const) {
      const element = document.createElement('pe-plot');
      element.view = view;
      stand.append(element);
      await element.ready;
      expect(isDrawn(element), view).to.equal(true);
      element.remove();
    }
  });
});
