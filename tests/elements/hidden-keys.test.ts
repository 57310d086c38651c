import type { AttnHeatmap } from '@attn-elements/attn-heatmap';
import type { AttnText } from '@attn-elements/attn-text';
import { expect } from '@open-wc/testing';
import { until } from '../../scripts/testing/page/each-test.js';
import { part, stand } from '../../scripts/testing/page/fixture.js';
import { showOne, six } from './six.js';

const tokens = ['[CLS]', 'a', 'b', '[SEP]', 'c'];
const attention = [
  [0.5, 0.25, 0.125, 0.125, 0],
  [0.25, 0.25, 0.25, 0.25, 0],
  [0.5, 0.125, 0.125, 0.125, 0.125],
  [0.75, 0, 0.125, 0, 0.125],
  [0.125, 0.5, 0.125, 0.125, 0.125],
];
const legendOf = (element: HTMLElement) =>
  part(element as never, 'legend')
    .textContent!.replace(/\s+/g, ' ')
    .trim();
interface Shown {
  readonly shown: {
    readonly composition: { readonly panels: readonly { readonly shown: { readonly values: Float32Array } }[] };
  };
}
const plain = ['attn-heatmap', 'attn-links', 'attn-text'] as const;

describe('special tokens that are hidden', () => {
  for (const tag of plain) {
    it(`are named by the legend of ${tag}, in the language of the reader`, async () => {
      const element = await showOne(tag, stand, { data: { attention, tokens }, layer: 0, head: 0, hide: 'special' });
      expect(legendOf(element)).to.contain('special tokens hidden ([CLS] [SEP]), rows renormalised');
      element.lang = 'zh-Hans';
      await element.ready;
      expect(legendOf(element)).to.contain('隐藏特殊词元（[CLS] [SEP]），各行重新归一化');
      element.lang = 'zh-Hant';
      await element.ready;
      expect(legendOf(element)).to.contain('隱藏特殊詞元（[CLS] [SEP]），各列重新歸一化');
    });

    it(`stand beside the first token in the legend of ${tag}; of scores nothing is renormalised`, async () => {
      const shown = { layer: 0, head: 0, hide: 'special', hideFirstToken: true };
      const weights = await showOne(tag, stand, { data: { attention, tokens }, ...shown });
      expect(legendOf(weights)).to.match(/first token hidden, special tokens hidden \(.*\), rows renormalised/);
      const scores = await showOne(tag, stand, { data: { scores: attention, tokens }, ...shown });
      expect(legendOf(scores)).to.contain('special tokens hidden').and.not.contain('renormalised');
    });

    it(`are told to be none by the legend of ${tag}, and all stays as it is`, async () => {
      const words = ['v', 'w', 'x', 'y', 'z'];
      const element = await showOne(tag, stand, {
        data: { attention, tokens: words },
        layer: 0,
        head: 0,
        hide: 'special',
      });
      expect(legendOf(element)).to.contain('no special tokens among the keys').and.not.contain('renormalised');
    });
  }

  it('leave what remains of a row to sum to 1, and the file’s own value beside it', async () => {
    const element = await showOne('attn-heatmap', stand, {
      data: { attention, tokens },
      layer: 0,
      head: 0,
      hide: 'special',
    });
    const { composition } = (element as unknown as Shown).shown;
    const { values } = composition.panels[0].shown;
    attention.forEach((row, query) => {
      const rest = row.reduce((sum, weight, key) => (key === 0 || key === 3 ? sum : sum + weight), 0);
      row.forEach((weight, key) => {
        const wanted = key === 0 || key === 3 ? -Infinity : weight / rest;
        if (wanted === -Infinity) expect(values[query * 5 + key]).to.equal(wanted);
        else expect(values[query * 5 + key]).to.be.closeTo(wanted, 1e-6);
      });
    });
    const { data } = await (element as unknown as AttnHeatmap).weights(0, 0);
    expect([...data]).to.deep.equal(attention.flat());
    const cell = element.shadowRoot!.querySelector('[role=gridcell]')!;
    expect(cell.textContent).to.contain('0.5').and.contain('shown as hidden');
    expect(legendOf(element)).to.contain('hidden').and.not.contain('masked');
  });

  it('leave the patches of a picture, and its legend names the class token', async () => {
    const keyTokens = ['[CLS]', ...'abcdefghi'];
    const element = await showOne('attn-image', stand, { ...six['attn-image'], keyTokens, hide: 'special' });
    expect(legendOf(element)).to.contain('special tokens hidden ([CLS]), rows renormalised');
    element.lang = 'zh-Hant';
    await element.ready;
    expect(legendOf(element)).to.contain('隱藏特殊詞元（[CLS]），各列重新歸一化');
  });

  it('come back when they are asked for again, without another load', async () => {
    const element = (await showOne('attn-text', stand, {
      data: { attention, tokens },
      layer: 0,
      head: 0,
      hide: 'special',
    })) as unknown as AttnText;
    let loads = 0;
    element.addEventListener('attn-load', () => loads++);
    element.hide = 'none';
    await element.ready;
    expect(legendOf(element)).not.to.contain('hidden');
    expect(loads).to.equal(0);
  });
});

describe('padding that is hidden', () => {
  const padded = attention.map((row) => [...row.slice(0, 3), 0.0625, 0]);
  const attention_mask = [1, 1, 1, 0, 0];
  const given = { layer: 0, head: 0, hide: 'padding' };

  for (const tag of plain) {
    it(`is told by the legend of ${tag}, with the array that marks it, in the language of the reader`, async () => {
      const element = await showOne(tag, stand, { ...given, data: { attention: padded, attention_mask } });
      expect(legendOf(element)).to.contain('padding hidden (by attention_mask), rows renormalised');
      element.lang = 'zh-Hans';
      await element.ready;
      expect(legendOf(element)).to.contain('隐藏填充（据 attention_mask），各行重新归一化');
      element.lang = 'zh-Hant';
      await element.ready;
      expect(legendOf(element)).to.contain('隱藏填充（依 attention_mask），各列重新歸一化');
    });
  }

  it('leaves what remains of a row to sum to 1, also in the mean of the heads', async () => {
    const twice = { ...given, data: { attention: [padded, padded], attention_mask } };
    for (const head of [0, 'mean']) {
      const element = await showOne('attn-heatmap', stand, { ...twice, head });
      const { panels } = (element as unknown as Shown).shown.composition;
      padded.forEach((row, query) => {
        const rest = row[0] + row[1] + row[2];
        row.forEach((weight, key) => {
          const value = panels[0].shown.values[query * 5 + key];
          if (key > 2) expect(value).to.equal(-Infinity);
          else expect(value).to.be.closeTo(weight / rest, 1e-6);
        });
      });
    }
  });

  it('is asked for and let go of without another load, and refused where no array says which keys it is', async () => {
    const element = (await showOne('attn-heatmap', stand, {
      ...given,
      hide: 'none',
      data: { attention: padded, attention_mask },
    })) as unknown as AttnHeatmap;
    let loads = 0;
    element.addEventListener('attn-load', () => loads++);
    element.hide = 'padding';
    await element.ready;
    expect(legendOf(element)).to.contain('padding hidden');
    element.hide = 'none';
    await element.ready;
    expect(legendOf(element)).not.to.contain('hidden');
    expect(loads).to.equal(0);
    element.data = { attention: padded };
    element.hide = 'padding';
    await element.ready.catch(() => {});
    const sentence = () => part(element as never, 'error')?.textContent ?? '';
    expect(sentence()).to.contain('attention_mask, key_padding_mask or mask');
    element.lang = 'zh-Hans';
    await until(() => sentence().includes('指明哪些键是填充'));
    element.hide = 'none';
    await element.ready;
    expect(legendOf(element)).not.to.contain('hidden');
  });

  it('is said to be none where the array marks none', async () => {
    const data = { attention: padded, attention_mask: [1, 1, 1, 1, 1] };
    const element = await showOne('attn-links', stand, { ...given, data });
    expect(legendOf(element)).to.contain('attention_mask marks no key as padding').and.not.contain('renormalised');
  });
});
