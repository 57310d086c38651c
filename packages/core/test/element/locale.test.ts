import { expect } from '@open-wc/testing';
import { until } from '../../../../scripts/testing/page/each-test.js';
import type { ReactiveController } from 'lit';
import { englishSentences } from '../../src/errors.js';
import { coreEnglish as en, coreZhHans, coreZhHant } from '../../src/element/index.js';
import { languageFor, languageOf } from '../../src/element/languages.js';
import { LocaleController } from '../../src/element/locale.js';
import { registerTranslation } from '../../src/register.js';

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

  const more = ['en', 'zh-Hans', 'zh-Hant', 'de', 'pt-BR', 'pt', 'sr-Cyrl', 'sr-Latn', 'en-GB'];
  for (const [tag, language] of [
    ['de', 'de'],
    ['DE-at', 'de'],
    ['pt-BR', 'pt-BR'],
    ['pt-PT', 'pt'],
    ['sr-Latn-RS', 'sr-Latn'],
    ['sr', 'sr-Cyrl'],
    ['en-GB', 'en-GB'],
    ['en-US', 'en'],
    ['zh-TW', 'zh-Hant'],
    ['fr', 'en'],
  ]) {
    it(`is ${language} for "${tag}" where there are more`, () => expect(languageFor(tag, more)).to.equal(language));
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

describe('an element', () => {
  const chinese = { 'zh-Hans': { hello: '你好' }, 'zh-Hant': { hello: '您好' } };
  type Tag = keyof typeof chinese;
  type Answer = { give(): void; fail(): void };

  /** An element whose Chinese comes when the test lets it. */
  class Speaker extends HTMLElement {
    readonly asked: [Tag, Answer][] = [];
    updates = 0;
    readonly #controllers: ReactiveController[] = [];
    readonly updateComplete = Promise.resolve(true);
    readonly locale = new LocaleController<{ hello: string }>(this, {
      en: { hello: 'hello' },
      'zh-Hans': () => this.#ask('zh-Hans'),
      'zh-Hant': () => this.#ask('zh-Hant'),
    });

    #ask(tag: Tag) {
      return new Promise<{ hello: string }>((resolve, reject) => {
        this.asked.push([tag, { give: () => resolve(chinese[tag]), fail: () => reject(new Error('is not there')) }]);
      });
    }
    addController(controller: ReactiveController) {
      this.#controllers.push(controller);
    }
    removeController() {}
    requestUpdate() {
      this.updates++;
    }
    connectedCallback() {
      for (const controller of this.#controllers) controller.hostConnected?.();
    }
    disconnectedCallback() {
      for (const controller of this.#controllers) controller.hostDisconnected?.();
    }
  }
  customElements.define('x-speaker', Speaker);

  const speaker = (lang: string) => {
    const element = document.createElement('x-speaker') as Speaker;
    element.lang = lang;
    document.body.append(element);
    return element;
  };
  afterEach(() => document.querySelectorAll('x-speaker').forEach((element) => element.remove()));

  it('in English asks for nothing', async () => {
    const { locale, asked } = speaker('en');
    await locale.ready;
    expect(locale.say('hello')).to.equal('hello');
    expect(asked).to.deep.equal([]);
  });

  it('says nothing until its first language is there', async () => {
    const element = speaker('zh');
    expect(element.locale.say('hello')).to.equal('');
    const before = element.updates;
    element.asked[0][1].give();
    await element.locale.ready;
    expect(element.locale.say('hello')).to.equal('你好');
    expect(element.locale.language).to.equal('zh-Hans');
    expect(element.updates).to.be.above(before);
  });

  it('speaks a third language from when it is registered on, in English where a sentence is missing', async () => {
    const element = speaker('sv-FI');
    expect(element.locale.say('hello')).to.equal('hello');
    registerTranslation('sv', { common: { hello: 'hej' } });
    await element.locale.ready;
    expect([element.locale.language, element.locale.say('hello')]).to.deep.equal(['sv', 'hej']);
    expect(element.locale.number(1234.5)).to.equal(
      new Intl.NumberFormat('sv', { maximumSignificantDigits: 4 }).format(1234.5),
    );
    expect(element.locale.number(-0.25)).to.equal('−0,25');
    expect(element.locale.number(1.5e-7)).to.equal('1,5 × 10⁻⁷');
    // What is said by one element stands before what all say, and later sentences beside earlier ones.
    registerTranslation('SV', { 'x-speaker': { hello: 'god dag' }, 'x-other': { hello: 'tja' } });
    await element.locale.ready;
    expect(element.locale.say('hello')).to.equal('god dag');
    registerTranslation('sv', { common: { bye: 'hej då' } });
    await element.locale.ready;
    expect(element.locale.say('bye' as 'hello')).to.equal('hej då');
    expect(element.locale.say('hello')).to.equal('god dag');
  });

  it('says an author’s sentence in place of its own, also of Chinese', async () => {
    const element = speaker('zh');
    registerTranslation('zh-Hans', { 'x-speaker': { bye: '再见' } });
    for (const [, { give }] of element.asked) give();
    await element.locale.ready;
    expect(element.locale.say('bye' as 'hello')).to.equal('再见');
    expect(element.locale.say('hello')).to.equal('你好');
  });

  it('goes on in its language until another is there', async () => {
    const element = speaker('en');
    expect(element.locale.say('hello')).to.equal('hello');
    element.lang = 'zh-TW';
    await until(() => element.asked.length === 1, 'it has asked');
    expect(element.locale.say('hello')).to.equal('hello');
    element.asked[0][1].give();
    await element.locale.ready;
    expect(element.locale.say('hello')).to.equal('您好');
  });

  it('speaks the language that was asked for last, whichever comes first', async () => {
    const element = speaker('zh-Hans');
    element.lang = 'zh-Hant';
    await until(() => element.asked.length === 2, 'it has asked');
    const [[first, early], [second, late]] = element.asked;
    expect([first, second]).to.deep.equal(['zh-Hans', 'zh-Hant']);
    late.give();
    await element.locale.ready;
    early.give();
    await Promise.resolve();
    expect(element.locale.say('hello')).to.equal('您好');
    expect(element.locale.language).to.equal('zh-Hant');
  });

  it('speaks English, with a warning, where its language is missing, and asks again with the next change', async () => {
    const element = speaker('zh');
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (text) => warnings.push(text);
    element.asked[0][1].fail();
    await element.locale.ready;
    console.warn = warn;
    expect(warnings.join()).to.contain('x-speaker').and.to.contain('is not there');
    expect(element.locale.say('hello')).to.equal('hello');
    element.lang = 'zh-CN';
    await until(() => element.asked.length === 2, 'it has asked again');
    element.asked[1][1].give();
    await element.locale.ready;
    expect(element.locale.say('hello')).to.equal('你好');
  });
});

describe('the sentences', () => {
  const blanks = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();
  for (const [language, sentences] of Object.entries({ 'zh-Hans': coreZhHans, 'zh-Hant': coreZhHant })) {
    it(`say in ${language} all that English says, with the same details`, () => {
      expect(Object.keys(sentences).sort()).to.deep.equal(Object.keys(en).sort());
      for (const [name, sentence] of Object.entries(sentences)) {
        expect(blanks(sentence), name).to.deep.equal(blanks(en[name as keyof typeof en]));
        // A sentence may be signs alone, or a function's own.
        const hasWords = /\p{L}/u.test(en[name as keyof typeof en].replaceAll(/\{\w+\}|^log₁₀$/g, ''));
        if (hasWords) expect(sentence, name).to.match(/\p{Script=Han}/u);
      }
    });
  }

  it('say of a failure what its error says', () => {
    for (const [code, sentence] of Object.entries(englishSentences)) {
      expect(en[code as keyof typeof en]).to.equal(sentence);
    }
  });
});

describe('a number', () => {
  it('is written as the browser writes it in each language, with four digits', () => {
    const host = document.createElement('p') as unknown as ConstructorParameters<typeof LocaleController>[0];
    host.addController = () => {};
    const { number } = LocaleController.prototype;
    const write = number.bind(new LocaleController(host, { en: {}, 'zh-Hans': {}, 'zh-Hant': {} }));
    const formats = ['en', 'zh-Hans', 'zh-Hant'].map(
      (language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }),
    );
    const values = [
      0,
      -0,
      1,
      -1,
      0.5,
      0.1 + 0.2,
      1 / 3,
      99.995,
      999.4,
      999.5,
      999.95,
      1234.5,
      987654,
      1e-4,
      0.00012345,
    ];
    for (let i = 1; i < 400; i++) values.push(Math.sin(i) * 10 ** ((i % 10) - 4));
    for (const value of values.filter((one) => one === 0 || (Math.abs(one) >= 1e-4 && Math.abs(one) < 1e6)))
      for (const format of formats)
        expect(write(value), String(value)).to.equal(format.format(value).replace('-', '−'));
  });
});
