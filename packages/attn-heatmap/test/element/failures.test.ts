import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { fileOf, heatmap, isDrawn, isShown, listen, part, stand, texts, until } from './fixture.js';

/** An npy file with a header of its own. */
function npyUrl(header: string, body = new Uint8Array(64)): string {
  const text = new TextEncoder().encode(`${header}\n`);
  const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 255, text.length >> 8);
  return URL.createObjectURL(new Blob([start, text, body]));
}

const elsewhere = new URL(fileOf('translation-0.cross.json'));
// The same server under another name is another origin, and it sends no Access-Control-Allow-Origin.
elsewhere.hostname = elsewhere.hostname === 'localhost' ? '127.0.0.1' : 'localhost';

const good = `data="[[1, 0], [0, 1]]"`;

interface Failure {
  code: string;
  attributes: () => string;
  /** What the sentence must say beside the full address. */
  says: RegExp;
  /** The address that the sentence must hold in full. */
  url?: string;
}

const missing = new URL('/nothing/here.json', location.href).href;
const failures: Record<string, Failure> = {
  'a missing file': { code: 'not-found', attributes: () => 'src="/nothing/here.json"', says: /404/, url: missing },
  'another site that does not allow reading': {
    code: 'network',
    attributes: () => `src="${elsewhere.href}"`,
    says: /CORS/,
    url: elsewhere.href,
  },
  'a server that does not answer': {
    code: 'network',
    attributes: () => 'src="http://localhost:1/weights.json"',
    says: /did not answer|没有回应|沒有回應/,
    url: 'http://localhost:1/weights.json',
  },
  'an address that is none': {
    code: 'scheme',
    attributes: () => 'src="ftp://x.org/weights.json"',
    says: /http/,
    url: 'ftp://x.org/weights.json',
  },
  'an address that is code': { code: 'scheme', attributes: () => 'src="javascript:alert(1)"', says: /http/ },
  'a web page': {
    code: 'html',
    attributes: () => `src="data:text/html,<!doctype html><title>Not found</title>"`,
    says: /src/,
  },
  'an empty file': { code: 'empty', attributes: () => `src="${URL.createObjectURL(new Blob([]))}"`, says: /blob:/ },
  'a file of an unknown format': {
    code: 'unknown-format',
    attributes: () => 'src="data:text/plain,hello"',
    says: /safetensors/,
  },
  'JSON that is broken off': { code: 'damaged', attributes: () => 'data="[[1, 0], [0"', says: /./ },
  'an npy file that is broken off': {
    code: 'damaged',
    attributes: () => `src="${npyUrl("{'descr': '<f4', 'fortran_order': False, 'shape': (99, 99), }")}"`,
    says: /blob:/,
  },
  'an array of one axis': { code: 'wrong-shape', attributes: () => 'data="[1, 2, 3]"', says: /3/ },
  'axes that do not fit': { code: 'wrong-shape', attributes: () => `${good} axes="head layer"`, says: /query/ },
  'too few tokens': { code: 'wrong-token-count', attributes: () => `${good} tokens="one"`, says: /1.*2/ },
  'an array that is not there': {
    code: 'no-array',
    attributes: () => `src="${fileOf('translation-0.safetensors')}" array="nope"`,
    says: /nope.*encoder.*decoder.*cross/,
    url: fileOf('translation-0.safetensors'),
  },
  'several arrays and no name': {
    code: 'ambiguous-array',
    attributes: () => `src="${fileOf('translation-0.safetensors')}"`,
    says: /encoder.*decoder.*cross/,
    url: fileOf('translation-0.safetensors'),
  },
  'pickled objects': {
    code: 'pickled',
    attributes: () => `src="${npyUrl("{'descr': '|O', 'fortran_order': False, 'shape': (2, 2), }")}"`,
    says: /pickle/i,
  },
  'a head that is not there': { code: 'no-head', attributes: () => `${good} layer="0" head="5"`, says: /5/ },
};

describe('a failure', () => {
  for (const [about, { code, attributes, says, url }] of Object.entries(failures)) {
    it(`of ${about} is a sentence, an event and the fallback`, async () => {
      const errors = listen<{ code: string; message: string }>(stand, 'attn-error');
      const element = await heatmap(attributes(), '<img alt="the figure as a picture" width="40" height="30">');
      expect(errors.map((detail) => detail.code)).to.deep.equal([code]);
      const sentence = part(element, 'error').textContent!;
      expect(isShown(part(element, 'error'))).to.equal(true);
      expect(sentence).to.match(says);
      expect(errors[0].message).to.match(says);
      if (url) expect(sentence).to.contain(url);
      expect(sentence, 'no blank is left unfilled').not.to.match(/\{\w+\}/);
      expect(isShown(element.querySelector('img')!), 'fallback').to.equal(true);
      expect(element.shadowRoot!.querySelector('[role=alert]')).to.not.equal(null);
    });

    it(`of ${about} is said in Chinese`, async () => {
      for (const lang of ['zh', 'zh-TW']) {
        const element = await heatmap(`lang="${lang}" ${attributes()}`);
        const sentence = part(element, 'error').textContent!;
        expect(sentence).to.match(/\p{Script=Han}{4}/u);
        expect(sentence).not.to.match(/\{\w+\}/);
        if (url) expect(sentence).to.contain(url);
      }
    });
  }

  it('leaves other elements as they are', async () => {
    const before = await heatmap(good);
    const bad = await heatmap('src="/nothing/here.json"');
    const after = await heatmap(good);
    for (const element of [before, after]) {
      expect(isDrawn(element)).to.equal(true);
      expect(texts(element, '[part~=error]')).to.deep.equal([]);
    }
    expect(texts(bad, '[part~=error]')).to.have.length(1);
  });

  it('ends when src is mended', async () => {
    const element = await heatmap('src="/nothing/here.json"', '<p>a sentence</p>');
    expect(isShown(element.querySelector('p')!)).to.equal(true);
    element.setAttribute('src', fileOf('translation-0.cross.npy'));
    await element.ready;
    expect(texts(element, '[part~=error]')).to.deep.equal([]);
    expect(isDrawn(element)).to.equal(true);
    expect(isShown(element.querySelector('p')!), 'the fallback makes room').to.equal(false);
  });

  it('takes the place of a figure that was there', async () => {
    const element = await heatmap(good, '<p>a sentence</p>');
    element.src = '/nothing/here.json';
    element.data = null;
    await element.ready;
    expect(isShown(part(element, 'error'))).to.equal(true);
    expect(isShown(part(element, 'figure'))).to.equal(false);
    expect(isShown(element.querySelector('p')!)).to.equal(true);
  });

  it('of weights() and of saving is an error with the same code', async () => {
    const element = await heatmap('src="/nothing/here.json"');
    for (const call of [
      () => element.weights(0, 0),
      () => element.toSVG(),
      () => element.toPNG(),
      () => element.toCSV(),
    ]) {
      const error = await call().then(
        () => null,
        (thrown: Error) => thrown,
      );
      expect(error).to.be.an('error');
    }
    const error = (await element.weights(0, 0).catch((thrown: unknown) => thrown)) as { code: string };
    expect(error.code).to.equal('not-found');
    const drawn = await heatmap(good);
    const none = (await drawn.weights(3, 0).catch((thrown: unknown) => thrown)) as { code: string };
    expect(none.code).to.equal('no-head');
  });
});

describe('the children of the tag', () => {
  it('are seen while the source loads, and make room for the figure', async () => {
    const { fetch } = globalThis;
    let answer!: () => void;
    globalThis.fetch = () => new Promise((resolve) => (answer = () => resolve(new Response('[[1, 0]]'))));
    stand.innerHTML = `<attn-heatmap src="/slow.json"><p>a sentence</p><span slot="caption">a caption</span></attn-heatmap>`;
    const element = stand.firstElementChild as AttnHeatmap;
    await until(() => texts(element, '[role=status]').length > 0, 'it says that it loads');
    globalThis.fetch = fetch;
    expect(isShown(element.querySelector('p')!)).to.equal(true);
    expect(isShown(element.querySelector('span')!)).to.equal(true);
    expect(texts(element, '[role=status]')).to.deep.equal(['Loading…']);
    answer();
    await element.ready;
    expect(isShown(element.querySelector('p')!)).to.equal(false);
    expect(isShown(element.querySelector('span')!), 'the caption stays').to.equal(true);
  });

  it('are seen where there is no source', async () => {
    const element = await heatmap('', '<p>a sentence</p>');
    expect(isShown(element.querySelector('p')!)).to.equal(true);
    expect(texts(element, '[part~=error]')).to.deep.equal([]);
  });
});
