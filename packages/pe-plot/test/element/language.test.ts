import { expect } from '@open-wc/testing';
import type { PePlot } from '../../src/index.js';
import { plotSentences } from '../../src/strings.js';
import { part, plot, press, stand, until } from './fixture.js';

/** Everything the element says: texts and names. */
function words(element: PePlot): string {
  const root = element.shadowRoot!;
  const labels = [...root.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'));
  return [...labels, part(element, 'figure').textContent].join(' ');
}

const han = /\p{Script=Han}/u;

describe('the sentences', () => {
  const blanks = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();
  for (const language of ['zh-Hans', 'zh-Hant'] as const) {
    it(`say in ${language} all that English says, with the same details`, async () => {
      const given = plotSentences[language];
      const own = typeof given === 'function' ? await given() : given;
      // Reasons of failures stand under their English: a check of its own holds them.
      const named = Object.entries(own).filter(([name]) => !name.includes(' '));
      expect(named.map(([name]) => name).sort()).to.deep.equal(Object.keys(plotSentences.en).sort());
      for (const [name, sentence] of named) {
        expect(blanks(sentence), name).to.deep.equal(blanks(plotSentences.en[name as keyof typeof plotSentences.en]));
      }
    });
  }

  it('are written in the characters of their own script alone', async () => {
    const scripts = {
      'zh-Hans': '编码视图热维频线减转缩头数对点击闭',
      'zh-Hant': '編碼視圖熱維頻線減轉縮頭數對點擊閉',
    } as const;
    for (const [language, other] of [
      ['zh-Hans', 'zh-Hant'],
      ['zh-Hant', 'zh-Hans'],
    ] as const) {
      const given = plotSentences[language];
      const said = Object.values(typeof given === 'function' ? await given() : given).join('');
      const letters = (script: string) => [...said].filter((letter) => script.includes(letter));
      expect(letters(scripts[other]), language).to.deep.equal([]);
      expect(letters(scripts[language]).length).to.be.above(40);
    }
  });
});

describe('the language', () => {
  const tag = 'kind="alibi" heads="2" length="6" controls';

  it('is English where nothing is said', async () => {
    const element = await plot(tag);
    expect(words(element)).not.to.match(han);
    expect(words(element)).to.contain('query position').and.to.contain('masked').and.to.contain('Heads');
  });

  for (const [lang, expected] of [
    ['zh', ['查询位置', '键位置', '偏置', '已掩码', '头', '位置数']],
    ['zh-Hans-CN', ['查询位置', '偏置']],
    ['zh-TW', ['查詢位置', '鍵位置', '偏置', '已遮罩', '頭']],
    ['zh-Hant', ['查詢位置']],
  ] as const) {
    it(`is that of lang="${lang}" around it`, async () => {
      stand.lang = lang;
      const element = await plot(tag);
      await press(element, 'ArrowDown');
      for (const word of expected) expect(words(element)).to.contain(word);
      for (const english of [
        'position',
        'head ',
        'Heads',
        'masked',
        'bias',
        'Save',
        'Encoding',
        'Point at',
        'values',
      ]) {
        expect(words(element), `${english} is left`).not.to.contain(english);
      }
    });
  }

  for (const [kind, view] of [
    ['sinusoidal', 'curves'],
    ['sinusoidal', 'wavelengths'],
    ['sinusoidal-2d', 'kernel'],
    ['rotary', 'rotation'],
    ['rotary', 'kernel'],
    ['t5', 'bias'],
  ]) {
    it(`of ${kind}, ${view} leaves no English but names`, async () => {
      stand.lang = 'zh';
      const element = await plot(`kind="${kind}" view="${view}" length="200" trained="50" controls`);
      const said = words(element).replaceAll(
        /RoPE|ALiBi|YaRN|T5|NTK|Home|End|Esc|CSV|PNG|SVG|PDF|TikZ|LaTeX|Typst|PE\d+|PE\(|sin|cos|bucket|π|θ/g,
        '',
      );
      expect(said).to.match(han);
      expect(said.match(/[A-Za-z]{3,}/g) ?? []).to.deep.equal([]);
    });
  }

  it('is the element’s own lang before that around it', async () => {
    stand.lang = 'zh';
    expect(words(await plot(`${tag} lang="en"`))).not.to.match(han);
  });

  it('follows a change of lang, and its end', async () => {
    const element = await plot(tag);
    const turned = (isThere: () => boolean) => until(isThere, 'the words have turned');
    stand.lang = 'zh-Hant';
    await turned(() => words(element).includes('查詢位置'));
    stand.lang = 'zh-Hans';
    await turned(() => words(element).includes('查询位置'));
    stand.removeAttribute('lang');
    await turned(() => !han.test(words(element)));
  });

  it('changes nothing that the author wrote', async () => {
    stand.lang = 'zh';
    expect(words(await plot(`${tag} heading="Slopes"`))).to.contain('Slopes');
  });
});
