import { expect } from '@open-wc/testing';
import { Network, settles } from '../../../../scripts/testing/page/network.js';
import type { AttnHeatmap } from '../../src/index.js';
import { heatmapOf, isDrawn, listen, settle, stand, texts, until } from './fixture.js';

async function valuesOf(element: AttnHeatmap): Promise<number[]> {
  return [...(await element.weights(0, 0)).data];
}

describe('a source that changes while it loads', () => {
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

  const begin = (src: string) => {
    const element = document.createElement('attn-heatmap');
    element.src = src;
    stand.append(element);
    return element;
  };

  it('shows the last one, also when it comes first', async () => {
    const element = begin(a);
    const loads = listen(element, 'attn-load');
    await network.asked(a);
    element.src = b;
    await network.asked(b);
    network.answer(b, '[[0, 1]]');
    await until(() => loads.length === 1, 'the last one');
    network.answer(a, '[[1, 0]]');
    await settle();
    expect(await valuesOf(element)).to.deep.equal([0, 1]);
    expect(loads).to.have.length(1);
  });

  it('shows the last one when the first comes first', async () => {
    const element = begin(a);
    await network.asked(a);
    element.src = b;
    await network.asked(b);
    network.answer(a, '[[1, 0]]');
    await settle();
    network.answer(b, '[[0, 1]]');
    expect(await valuesOf(element)).to.deep.equal([0, 1]);
  });

  it('says nothing of the failure of one that is not wanted any more', async () => {
    const element = begin(a);
    const errors = listen(element, 'attn-error');
    await network.asked(a);
    element.src = b;
    await network.asked(b);
    network.answer(a, 'no', { status: 404 });
    network.answer(b, '[[0, 1]]');
    await element.ready;
    await settle();
    expect(errors).to.deep.equal([]);
    expect(texts(element, '[part~=error]')).to.deep.equal([]);
  });

  it('stops what is not wanted any more', async () => {
    const element = begin(a);
    await network.asked(a);
    element.src = b;
    await network.asked(b);
    await until(() => network.signals.get(a)?.aborted, 'the first is stopped');
    expect(network.signals.get(b)?.aborted).to.equal(false);
    network.answer(b, '[[0, 1]]');
    await element.ready;
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
    expect(await valuesOf(element)).to.deep.equal([0.25, 0.75]);
    expect(isDrawn(element)).to.equal(true);
  });

  it('moves with the element to another place without a second figure or failure', async () => {
    const element = begin(a);
    const told = { errors: listen(element, 'attn-error'), loads: listen(element, 'attn-load') };
    await network.asked(a);
    const place = document.createElement('div');
    stand.append(place);
    place.append(element);
    await settle();
    network.answer(a, '[[0.25, 0.75]]');
    await element.ready;
    await settle();
    expect(told.errors).to.deep.equal([]);
    expect(told.loads).to.have.length(1);
  });

  it('is one request for two elements', async () => {
    let requests = 0;
    const { fetch } = globalThis;
    globalThis.fetch = (...args) => {
      requests++;
      return fetch(...args);
    };
    const [one, two] = [begin(a), begin(a)];
    await network.asked(a);
    // The one that goes must not take the file from the one that stays.
    one.remove();
    await settle();
    network.answer(a, '[[0.5, 0.5]]');
    expect(await valuesOf(two)).to.deep.equal([0.5, 0.5]);
    expect(requests).to.equal(1);
  });

  it('whose head changes while it loads shows that head', async () => {
    const element = begin(a);
    await network.asked(a);
    element.layer = 0;
    element.head = 1;
    await element.updateComplete;
    network.answer(a, '[[[[1, 0]], [[0, 1]]]]');
    await element.ready;
    expect(element.shadowRoot!.querySelector('.where')!.textContent).to.equal('Head 1');
  });
});

describe('ready', () => {
  it('settles without a source, with one, after a failure, and when taken away', async () => {
    const empty = await heatmapOf(null);
    expect(await settles(empty.ready)).to.equal('kept');
    const full = await heatmapOf([[1, 0]]);
    expect(await settles(full.ready)).to.equal('kept');
    full.remove();
    expect(await settles(full.ready)).to.equal('kept');
    const failed = await heatmapOf('nonsense');
    expect(await settles(failed.ready)).to.equal('kept');
  });

  it('settles while the element is not shown, and the figure comes when it is', async () => {
    stand.style.display = 'none';
    const element = document.createElement('attn-heatmap');
    element.data = [[1, 0]];
    stand.append(element);
    expect(await settles(element.ready)).to.equal('kept');
    for (const save of [element.toCSV(), element.toSVG(), element.toPNG()]) {
      expect(await settles(save)).to.not.equal('hangs');
    }
  });

  it('settles for the newest source when several follow each other', async () => {
    const element = await heatmapOf([[1, 0]]);
    for (let i = 0; i < 20; i++) element.data = [[i / 20, 1 - i / 20]];
    await element.ready;
    expect(await valuesOf(element)).to.deep.equal([Math.fround(0.95), Math.fround(0.05)]);
  });

  it('of an element that was never on the page settles at once', async () => {
    const element = document.createElement('attn-heatmap');
    element.data = [[1]];
    await element.ready;
    const failure = await element.weights(0, 0).catch((error: Error) => error);
    expect(failure).to.be.an('error');
  });
});
