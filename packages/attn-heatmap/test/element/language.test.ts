import { expect } from '@open-wc/testing';
import { AttnHeatmap, registerTranslation } from '../../src/index.js';
import { german } from '../fixtures/german.js';
import { heatmapOf, part, stand, until } from './fixture.js';

/** Everything the element says: texts and names. */
function words(element: AttnHeatmap): string {
  const root = element.shadowRoot!;
  const labels = [...root.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'));
  return [...labels, part(element, 'figure').textContent].join(' ');
}

const data = {
  attention: [
    [
      [0.5, NaN],
      [-Infinity, 1],
    ],
    [
      [1, 0],
      [0, 1],
    ],
  ],
};
const han = /\p{Script=Han}/u;

describe('the language', () => {
  it('is English where nothing is said', async () => {
    const element = await heatmapOf(data);
    expect(words(element)).not.to.match(han);
    expect(words(element)).to.contain('Queries').and.to.contain('masked');
  });

  for (const [lang, expected] of [
    ['zh', ['查询', '键', '注意力权重', '已掩码', '非数值']],
    ['zh-Hans-CN', ['查询', '注意力权重']],
    ['zh-TW', ['查詢', '鍵', '注意力權重', '已遮罩']],
    ['zh-Hant', ['查詢', '保存'.replace('保', '儲')]],
  ] as const) {
    it(`is that of lang="${lang}" around it`, async () => {
      stand.lang = lang;
      const element = await heatmapOf(data);
      for (const word of expected) expect(words(element)).to.contain(word);
      for (const english of ['Queries', 'Layer', 'Head', 'masked', 'linear', 'not a number', 'Save']) {
        expect(words(element), `${english} is left`).not.to.contain(english);
      }
    });
  }

  it('is the element’s own lang before that around it', async () => {
    stand.lang = 'zh';
    const element = await heatmapOf(data, { lang: 'en' });
    expect(words(element)).not.to.match(han);
  });

  it('may be a third one, of a page’s own: also of figures that stand, in English where a sentence is missing', async () => {
    stand.lang = 'de-AT';
    const element = await heatmapOf({ queries: [[1], [0.5]], keys: [[1], [2]] }, { controls: true, score: 'dot' });
    expect(words(element)).to.contain('Attention weights').and.to.contain('Queries').and.to.contain('dot product');
    registerTranslation('de', german);
    await until(() => words(element).includes('Aufmerksamkeitsgewichte'), 'the words have turned');
    expect(part(element, 'figure').getAttribute('aria-label')).to.equal('Aufmerksamkeit, 2 × 2');
    for (const word of ['Speichern oder auflisten', 'Bewertung', 'Skalarprodukt', 'Queries']) {
      expect(words(element)).to.contain(word);
    }
    for (const name of Object.keys(german['attn-heatmap']!)) expect(AttnHeatmap.translations.en).to.have.property(name);
    // What is added later is said at once, too.
    registerTranslation('de', { 'attn-heatmap': { queries: 'Anfragen' } });
    await until(() => words(element).includes('Anfragen'), 'the words have turned');
    expect(words(element)).to.contain('Aufmerksamkeitsgewichte');
  });

  it('follows a change of lang, and its end', async () => {
    const element = await heatmapOf(data);
    const turned = (isThere: () => boolean) => until(isThere, 'the words have turned');
    stand.lang = 'zh-Hant';
    await turned(() => words(element).includes('查詢'));
    stand.lang = 'zh-Hans';
    await turned(() => words(element).includes('查询'));
    stand.removeAttribute('lang');
    await turned(() => !han.test(words(element)));
  });

  it('changes nothing that the author wrote', async () => {
    stand.lang = 'zh';
    const element = await heatmapOf(data, {
      heading: 'Attention',
      queryTitle: 'Target',
      headNames: ['first', 'second'],
    });
    for (const word of ['Attention', 'Target', 'first', 'second']) expect(words(element)).to.contain(word);
  });
});
