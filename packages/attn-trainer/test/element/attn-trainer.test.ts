import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../src/define.js';
import type { AttnTrainer } from '../../src/index.js';

const part = <T extends HTMLElement>(element: AttnTrainer, name: string) =>
  element.shadowRoot!.querySelector<T>(`[part~=${name}]`)!;

describe('attn-trainer', () => {
  it('draws data written as an attribute, smallest and largest value apart', async () => {
    const element = await fixture<AttnTrainer>(html`<attn-trainer data="[[1, 0], [0, 1]]"></attn-trainer>`);
    await element.ready;
    const canvas = part<HTMLCanvasElement>(element, 'canvas');
    const context = canvas.getContext('2d')!;
    const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data];
    const { width, height } = canvas;
    expect(at(1, 1)).to.deep.equal(at(width - 2, height - 2));
    expect(at(1, 1)).not.to.deep.equal(at(width - 2, 1));
    expect(at(1, 1)[3]).to.equal(255);
  });

  it('tells what it loaded', async () => {
    const element = document.createElement('attn-trainer');
    element.data = [
      [0.5, 0.5, 0],
      [0.2, 0.3, 0.5],
    ];
    setTimeout(() => document.body.append(element));
    const { detail } = (await oneEvent(element, 'attn-load')) as CustomEvent;
    expect(detail).to.deep.equal({ layers: 1, heads: 1, queries: 2, keys: 3, kind: 'weights' });
    element.remove();
  });

  it('says what went wrong and leaves the fallback readable', async () => {
    const element = document.createElement('attn-trainer');
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

  it('is accessible', async () => {
    const element = await fixture<AttnTrainer>(
      html`<attn-trainer heading="Two words" data="[[1, 0], [0, 1]]"></attn-trainer>`,
    );
    await element.ready;
    await expect(element).to.be.accessible();
  });
});
