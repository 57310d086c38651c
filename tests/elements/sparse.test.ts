import type { AttnHeatmap } from '@attn-elements/attn-heatmap';
import type { AttnImage } from '@attn-elements/attn-image';
import type { AttnLinks } from '@attn-elements/attn-links';
import type { AttnText } from '@attn-elements/attn-text';
import { expect } from '@open-wc/testing';
import { showWith } from '../../scripts/testing/page/fixture.js';
import './six.js';

/** Four of nine cells: no key is stored of the second query. */
const data = { shape: [3, 3], indices: [0, 6, 7, 8], values: [1, 0.25, 0, 0.75], tokens: ['a', 'b', 'c'] };
const text = (element: Element, selector: string) => element.shadowRoot!.querySelector(selector)?.textContent ?? '';

async function readAt(element: HTMLElement, ...keys: readonly string[]): Promise<string> {
  const grid = element.shadowRoot!.querySelector<HTMLElement>('[role=grid]')!;
  grid.focus();
  for (const key of keys) {
    grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    await (element as AttnHeatmap).updateComplete;
  }
  return text(element, '[part~=readout]');
}

describe('attention of which single cells are stored', () => {
  it('has cells that are not, and says so in the words of the reader', async () => {
    const heatmap = await showWith<AttnHeatmap>('attn-heatmap', { data });
    expect(text(heatmap, '.remarks')).to.contain('4 of 9 cells are stored; the others are neither 0 nor masked');
    expect(text(heatmap, '[part~=legend]')).to.contain('not stored').and.not.contain('not a number');
    expect(await readAt(heatmap, 'ArrowDown', 'ArrowRight')).to.contain('not stored');
    heatmap.lang = 'zh-Hant';
    await heatmap.ready;
    expect(text(heatmap, '[part~=legend]')).to.contain('未儲存');
    // Of other data a number that is none is that again.
    heatmap.data = [[0.5, Number.NaN]];
    await heatmap.ready;
    expect(text(heatmap, '[part~=legend]')).to.contain('非數值').and.not.contain('未儲存');
  });

  it('draws them like nothing else', async () => {
    const heatmap = await showWith<AttnHeatmap>('attn-heatmap', { data });
    const plain = await showWith<AttnHeatmap>('attn-heatmap', {
      data: [
        [1, 0, 0],
        [Number.NaN, Number.NaN, 0],
        [0.25, 0, 0.75],
      ],
    });
    const swatch = (element: Element) => element.shadowRoot!.querySelector('.swatch.nan rect')!;
    expect(getComputedStyle(swatch(heatmap)).fill).not.to.equal(getComputedStyle(swatch(plain)).fill);
    const pixel = (element: Element) => {
      const canvas = element.shadowRoot!.querySelector('canvas')!;
      const [x, y] = [canvas.width / 2, canvas.height / 2].map(Math.floor);
      return [...canvas.getContext('2d')!.getImageData(x, y, 1, 1).data];
    };
    expect(pixel(heatmap)).not.to.deep.equal(pixel(plain));
  });

  it('links, marks and covers what is stored, and leaves out of an average a query of which nothing is stored', async () => {
    const links = await showWith<AttnLinks>('attn-links', { data });
    expect(text(links, '[part~=legend]')).to.contain('not stored');
    const words = await showWith<AttnText>('attn-text', { data });
    expect(text(words, '.remarks')).to.contain(
      '1 of 3 queries left out: none of its cells is stored; means are those of the stored cells.',
    );
    words.query = 0;
    await words.ready;
    expect(text(words, '[part~=legend]')).to.contain('not stored');
    const plain = await showWith<AttnText>('attn-text', { data: [[1, Number.NaN]], keyTokens: ['a', 'b'] });
    const [own, other] = [words, plain].map(
      (one) => one.shadowRoot!.querySelector('[part~=legend] .sample[data-kind=nan]')!,
    );
    expect(getComputedStyle(own).backgroundColor).not.to.equal(getComputedStyle(other).backgroundColor);
    const image = await showWith<AttnImage>('attn-image', {
      data: { shape: [1, 4], indices: [1, 2], values: [0.25, 0.75] },
      grid: [2, 2],
    });
    expect(text(image, '[part~=legend]')).to.contain('not stored');
  });
});
