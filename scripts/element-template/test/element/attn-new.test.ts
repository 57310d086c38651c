import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../src/define.js';
import type { AttnNew } from '../../src/index.js';

const part = <T extends HTMLElement>(element: AttnNew, name: string) =>
  element.shadowRoot!.querySelector<T>(`[part~=${name}]`)!;

/** An element with two words, once it is drawn. */
async function shown(attributes: Partial<AttnNew> = {}): Promise<AttnNew> {
  const element = await fixture<AttnNew>(html`<attn-new data="[[1, 0], [0.25, 0.75]]" tokens="red round"></attn-new>`);
  Object.assign(element, attributes);
  await element.ready;
  return element;
}

const press = (element: AttnNew, key: string) => {
  const cells = element.shadowRoot!.querySelector('.cells')!;
  cells.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
};

describe('attn-new', () => {
  it('draws data written as an attribute, smallest and largest value apart', async () => {
    const canvas = part<HTMLCanvasElement>(await shown({ data: '[[1, 0], [0, 1]]' }), 'canvas');
    const context = canvas.getContext('2d')!;
    const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data];
    const { width, height } = canvas;
    expect(at(1, 1)).to.deep.equal(at(width - 2, height - 2));
    expect(at(1, 1)).not.to.deep.equal(at(width - 2, 1));
    expect(at(1, 1)[3]).to.equal(255);
  });

  it('tells what it loaded', async () => {
    const element = document.createElement('attn-new');
    element.data = [
      [0.5, 0.5, 0],
      [0.2, 0.3, 0.5],
    ];
    setTimeout(() => document.body.append(element));
    const { detail } = (await oneEvent(element, 'attn-load')) as CustomEvent;
    expect(detail).to.include({ layers: 1, heads: 1, queries: 2, keys: 3, kind: 'weights' });
    element.remove();
  });

  it('says what went wrong and leaves the fallback readable', async () => {
    const element = document.createElement('attn-new');
    element.src = '/absent.json';
    element.textContent = 'A picture in words';
    setTimeout(() => document.body.append(element));
    const { detail } = (await oneEvent(element, 'attn-error')) as CustomEvent;
    expect(detail.code).to.equal('not-found');
    await element.ready;
    expect(part(element, 'error').textContent).to.contain('/absent.json');
    expect(element.shadowRoot!.querySelector('slot')!.parentElement!.checkVisibility()).to.equal(true);
    element.remove();
  });

  it('is walked through by keys, and pins a cell', async () => {
    const element = await shown();
    press(element, 'ArrowDown');
    press(element, 'ArrowRight');
    await element.ready;
    expect(part(element, 'readout').textContent).to.contain('0.75');
    const selected = oneEvent(element, 'attn-select');
    press(element, 'Enter');
    expect(((await selected) as CustomEvent).detail).to.include({
      query: 1,
      key: 1,
      queryToken: 'round',
      weight: 0.75,
    });
    expect(element.selection).to.include({ query: 1, key: 1 });
  });

  it('looks where its group looks', async () => {
    const one = await shown({ group: 'probe' });
    const other = await shown({ group: 'probe' });
    await one.select({ query: 0, key: 1 });
    await other.ready;
    expect(other.shadowRoot!.querySelectorAll('.marks .mark').length).to.be.above(0);
  });

  it('saves what it shows, and lists it', async () => {
    const element = await shown();
    expect(await element.toSVG()).to.contain('<image');
    expect((await element.toCSV()).split('\n')[1]).to.contain('red,red,1');
    expect(part(element, 'menu')).to.be.an.instanceof(HTMLElement);
  });

  it('speaks Chinese where the page does', async () => {
    const element = await shown({ lang: 'zh' });
    expect(element.shadowRoot!.querySelector('#summary')!.textContent).to.contain('个查询');
  });

  it('is accessible', async () => {
    await expect(await shown({ heading: 'Two words' })).to.be.accessible();
  });
});
