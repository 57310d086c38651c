import { expect } from '@open-wc/testing';
import { button, press, stand, until } from '../../scripts/testing/page/fixture.js';
import { attention, type Element, showOne, tokens } from './six.js';

const data = {
  attention: [
    [attention, attention],
    [attention, attention],
  ],
  tokens,
};

interface Addressed extends Element {
  layer: number | null;
  head: number | string | null;
  readonly selection: { query: number | null; key: number | null } | null;
}

const shownAt = async (hash: string, tag: string, properties: object): Promise<Addressed> => {
  history.replaceState(null, '', hash || location.pathname);
  return (await showOne(tag, stand, { data, hash: true, ...properties })) as Addressed;
};

/** Waits until a figure has taken what the address says. */
const taken = (element: Addressed, layer: number | null) =>
  until(() => element.layer === layer, `layer ${layer} is shown`);

describe('a view in the address', () => {
  afterEach(() => history.replaceState(null, '', location.pathname));

  it('is shown when the page opens: head, cell and settings', async () => {
    const hash = '#attn=words&layer=1&head=0&query=3&key=2&attn=others&layer=0';
    const element = await shownAt(hash, 'attn-heatmap', { id: 'words' });
    await until(() => element.selection?.query === 3, 'the cell is pinned');
    expect([element.layer, element.head, element.selection!.key]).to.deep.equal([1, 0, 2]);
    expect(location.hash, 'nothing is written of it').to.equal(hash);
  });

  it('follows what a reader chooses, and the way back', async () => {
    const element = await shownAt('', 'attn-heatmap', { id: 'words', layer: 0, head: 0 });
    const { length } = history;
    await press(element, ']');
    await until(() => location.hash === '#attn=words&head=1', `the head: ${location.hash}`);
    expect(history.length).to.be.above(length - 1);
    await press(element, 'Enter');
    await until(() => location.hash === '#attn=words&head=1&query=0&key=0', `the cell: ${location.hash}`);
    history.replaceState(null, '', '#attn=words&layer=1');
    dispatchEvent(new PopStateEvent('popstate'));
    await taken(element, 1);
    await until(() => element.head === 0 && element.selection?.query == null, 'the author’s head');
  });

  it('leaves anchors, routers and other figures’ views as they are', async () => {
    for (const hash of ['#section-2', '#/route?attn=words&layer=1']) {
      const element = await shownAt(hash, 'attn-heatmap', { id: 'words', layer: 0, head: 0 });
      await press(element, ']');
      expect([location.hash, element.layer]).to.deep.equal([hash, 0]);
      stand.replaceChildren();
    }
    const element = await shownAt('#attn=other&kind=alibi', 'attn-links', { layer: 0 });
    element.dispatchEvent(new CustomEvent('attn-change'));
    expect(location.hash).to.equal('#attn=other&kind=alibi');
  });

  it('is the author’s where an address asks for what there is not', async () => {
    for (const state of [
      'layer=99',
      'layer=x&head=__proto__',
      'query=99&key=0',
      'zoom=%00&constructor=1',
      'src=//evil.example',
    ]) {
      const element = await shownAt(`#attn=words&${state}`, 'attn-heatmap', { id: 'words', layer: 0, head: 1 });
      await until(() => !element.shadowRoot!.querySelector('[part=error]'), `no error of ${state}`);
      await element.ready;
      expect([element.layer, element.head, element.getAttribute('src')], state).to.deep.equal([0, 1, null]);
      stand.replaceChildren();
    }
  });

  it('has the settings of an encoding, and the value that is pinned', async () => {
    history.replaceState(null, '', '#attn=pe-plot&kind=rotary&view=wavelengths&row=0&column=3');
    const properties = { hash: true, kind: 'sinusoidal', data: null, controls: true };
    const element = (await showOne('pe-plot', stand, properties)) as Element & {
      kind: string;
      view: string | null;
      readonly selection: { row: number; column: number } | null;
    };
    await until(() => element.selection?.column === 3, 'the value is pinned');
    expect([element.kind, element.view, element.selection!.row]).to.deep.equal(['rotary', 'wavelengths', 0]);
    const kinds = element.shadowRoot!.querySelector('select')!;
    kinds.value = [...kinds.options].find(({ text }) => text === 'ALiBi')!.value;
    kinds.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => location.hash.startsWith('#attn=pe-plot&kind=alibi'), `the kind: ${location.hash}`);
  });

  it('is copied by the menu of every figure that has one', async () => {
    for (const tag of ['attn-heatmap', 'attn-links', 'attn-text']) {
      const element = await shownAt('', tag, { layer: 0 });
      expect(() => button(element, 'Copy a link to this view')).not.to.throw();
    }
  });
});
