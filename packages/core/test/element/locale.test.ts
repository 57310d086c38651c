import { expect } from '@open-wc/testing';
import { englishSentences } from '../../src/errors.js';
import { coreChinese, coreEnglish as en } from '../../src/element/index.js';
import { languageFor, languageOf } from '../../src/element/locale.js';

describe('the language of an element', () => {
  const tags: [string, string][] = [
    ['en', 'en'],
    ['en-GB', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    ['zhx', 'en'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-Hans', 'zh-Hans'],
    ['zh-Hans-TW', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['ZH-mo', 'zh-Hant'],
    ['zh-Hant', 'zh-Hant'],
    ['zh-Hant-CN', 'zh-Hant'],
  ];
  for (const [tag, language] of tags) {
    it(`is ${language} for "${tag}"`, () => expect(languageFor(tag)).to.equal(language));
  }

  it('is that of the nearest lang, also across shadow roots', () => {
    const outer = document.createElement('div');
    outer.lang = 'zh-TW';
    const host = document.createElement('div');
    const inner = document.createElement('p');
    host.attachShadow({ mode: 'open' }).append(inner);
    outer.append(host);
    expect(languageOf(inner)).to.equal('zh-Hant');
    host.lang = 'zh';
    expect(languageOf(inner)).to.equal('zh-Hans');
    inner.lang = 'de';
    expect(languageOf(inner)).to.equal('en');
    expect(languageOf(document.createElement('div'))).to.equal('en');
  });
});

describe('the sentences', () => {
  const blanks = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();
  for (const [language, sentences] of Object.entries(coreChinese)) {
    it(`say in ${language} all that English says, with the same details`, () => {
      expect(Object.keys(sentences).sort()).to.deep.equal(Object.keys(en).sort());
      for (const [name, sentence] of Object.entries(sentences)) {
        expect(blanks(sentence), name).to.deep.equal(blanks(en[name as keyof typeof en]));
        expect(sentence, name).to.match(/\p{Script=Han}/u);
      }
    });
  }

  it('say of a failure what its error says', () => {
    for (const [code, sentence] of Object.entries(englishSentences)) {
      expect(en[code as keyof typeof en]).to.equal(sentence);
    }
  });
});
