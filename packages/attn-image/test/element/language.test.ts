import { expect } from '@open-wc/testing';
import type { AttnImage } from '../../src/index.js';
import { imageOf, ladder, part, stand, until } from './fixture.js';

/** Everything the element says: texts and names. */
function words(element: AttnImage): string {
  const labels = [...element.shadowRoot!.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'));
  const help = [...element.shadowRoot!.querySelectorAll('[aria-description]')].map((one) =>
    one.getAttribute('aria-description'),
  );
  return [...labels, ...help, part(element, 'figure').textContent].join(' ');
}

const data = {
  attention: [
    [ladder, ladder],
    [ladder, ladder],
  ],
};
const han = /\p{Script=Han}/u;

describe('the language', () => {
  it('is English where nothing is said', async () => {
    expect(words(await imageOf(data, { controls: true }))).not.to.match(han);
  });

  for (const [lang, expected] of [
    ['zh', ['查询', '类别词元', '图块', '注意力权重', '不透明度', '各头平均']],
    ['zh-TW', ['查詢', '類別詞元', '圖塊', '注意力權重', '不透明度', '各頭平均']],
  ] as const) {
    it(`is that of lang="${lang}" around it, and none other`, async () => {
      stand.lang = lang;
      for (const overlay of ['blend', 'contour', 'tiles', 'outline'] as const) {
        const element = await imageOf(data, {
          controls: true,
          overlay,
          rollup: overlay === 'tiles' ? 'rollout' : 'none',
        });
        for (const word of expected.slice(0, 4)) expect(words(element)).to.contain(word);
        expect(
          words(element).replace(/softmax|Enter|Esc|SVG|PNG|PDF|TikZ|LaTeX|Typst|CSV|\bn\b|\bp\b/g, ''),
        ).not.to.match(/[a-z]{2}/i);
        stand.replaceChildren();
      }
    });
  }

  it('follows a change of lang', async () => {
    const element = await imageOf(data);
    stand.lang = 'zh-Hant';
    await until(() => words(element).includes('查詢'), 'the words have turned');
    stand.removeAttribute('lang');
    await until(() => !han.test(words(element)), 'and back');
  });
});
