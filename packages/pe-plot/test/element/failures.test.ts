import { expect } from '@open-wc/testing';
import type { PePlot } from '../../src/index.js';
import { settles } from '../../../../scripts/testing/page/network.js';
import { change, isDrawn, isShown, listen, part, plot, put, control, stand, texts } from './fixture.js';

const blob = (content: BlobPart) => URL.createObjectURL(new Blob([content]));
const three = JSON.stringify([
  [
    [1, 2],
    [3, 4],
  ],
  [
    [5, 6],
    [7, 8],
  ],
]);

const failures: Record<string, { code: string; attributes: () => string; says: RegExp }> = {
  'a missing file': {
    code: 'not-found',
    attributes: () => 'kind="learned" src="/nothing/here.npy"',
    says: /nothing\/here\.npy.*404/,
  },
  'a web page': {
    code: 'html',
    attributes: () => `kind="learned" src="data:text/html,<!doctype html><title>Not found</title>"`,
    says: /src/,
  },
  'an empty file': { code: 'empty', attributes: () => `kind="learned" src="${blob('')}"`, says: /blob:/ },
  'a file of an unknown format': {
    code: 'unknown-format',
    attributes: () => 'kind="learned" src="data:text/plain,hello"',
    says: /safetensors/,
  },
  'an address that is code': {
    code: 'scheme',
    attributes: () => 'kind="learned" src="javascript:alert(1)"',
    says: /http/,
  },
  'JSON that is broken off': { code: 'damaged', attributes: () => 'kind="learned" data="[[1, 0], [0"', says: /./ },
  'a table of three axes': {
    code: 'bad-option',
    attributes: () => `kind="learned" data="${three}"`,
    says: /2, 2, 2.*/,
  },
  'an array that is not there': {
    code: 'no-array',
    attributes: () => `kind="learned" data='{"wte": [[1]]}' array="wpe"`,
    says: /wpe.*wte/,
  },
  'no table': { code: 'bad-option', attributes: () => 'kind="learned"', says: /src/ },
  'an odd width that is to turn': { code: 'bad-option', attributes: () => 'kind="rotary" d-model="31"', says: /31/ },
  'an odd width in two dimensions': {
    code: 'bad-option',
    attributes: () => 'kind="sinusoidal-2d" d-model="7"',
    says: /7/,
  },
  'a base of 0': { code: 'bad-option', attributes: () => 'base="0"', says: /0/ },
  'a base below 0': { code: 'bad-option', attributes: () => 'kind="rotary" base="-10"', says: /-10/ },
  'a length of a billion': { code: 'bad-option', attributes: () => 'length="1e9"', says: /1000000000.*16,777,216/ },
  'a length of a billion for ALiBi': {
    code: 'bad-option',
    attributes: () => 'kind="alibi" length="1000000000"',
    says: /1000000000/,
  },
  'no positions': { code: 'bad-option', attributes: () => 'length="0"', says: /0.*1/ },
  'a part of a position': { code: 'bad-option', attributes: () => 'length="2.5"', says: /2\.5/ },
  'no heads': { code: 'bad-option', attributes: () => 'kind="alibi" heads="0"', says: /0/ },
  'one bucket': { code: 'bad-option', attributes: () => 'kind="t5" buckets="1"', says: /1.*2/ },
  'a largest distance inside of the first buckets': {
    code: 'bad-option',
    attributes: () => 'kind="t5" max-distance="10"',
    says: /max-distance.*10.*16/,
  },
  'a factor of 0': { code: 'bad-option', attributes: () => 'kind="rotary" scaling="ntk" factor="0"', says: /0/ },
  'a configuration that is no JSON': {
    code: 'bad-option',
    attributes: () => `kind="rotary" rope="rope_type: yarn"`,
    says: /rope.*rope_type: yarn/,
  },
  'a configuration with an unknown field': {
    code: 'bad-option',
    attributes: () => `kind="rotary" rope='{"rope_type": "linear", "factor": 2, "betas": 3}'`,
    says: /betas.*3.*linear.*factor/,
  },
  'a configuration of another kind of encoding': {
    code: 'bad-option',
    attributes: () => `kind="alibi" rope='{"rope_type": "default"}'`,
    says: /kind.*alibi/,
  },
  'patches that are no such grid': {
    code: 'bad-option',
    attributes: () => `kind="learned" rows="3" columns="3" data="[[1,2],[3,4],[5,6],[7,8]]"`,
    says: /rows.*3.*4.*3 × 3/,
  },
  'biases whose buckets may be either side': {
    code: 'bad-option',
    attributes: () => `kind="t5" buckets="2" data="[[1,2],[3,4]]"`,
    says: /buckets.*2.*axes/,
  },
  'one of several that cannot be': {
    code: 'bad-option',
    attributes: () => 'compare="sinusoidal rotary" d-model="9"',
    says: /9/,
  },
};

describe('a failure', () => {
  for (const [about, { code, attributes, says }] of Object.entries(failures)) {
    it(`of ${about} is a sentence, an event and the fallback`, async () => {
      const errors = listen<{ code: string; message: string }>(stand, 'attn-error');
      const element = await plot(attributes(), '<img alt="the figure as a picture" width="40" height="30">');
      expect(errors.map((detail) => detail.code)).to.deep.equal([code]);
      const sentence = part(element, 'error').textContent!;
      expect(isShown(part(element, 'error'))).to.equal(true);
      expect(sentence).to.match(says);
      expect(errors[0].message).to.match(says);
      expect(sentence, 'no blank is left unfilled').not.to.match(/\{\w+\}|undefined/);
      expect(isShown(part(element, 'figure'))).to.equal(false);
      expect(isShown(element.querySelector('img')!), 'fallback').to.equal(true);
      expect(element.shadowRoot!.querySelector('[role=alert]')).to.not.equal(null);
    });

    it(`of ${about} is said in Chinese`, async () => {
      for (const lang of ['zh', 'zh-TW']) {
        const sentence = part(await plot(`lang="${lang}" ${attributes()}`), 'error').textContent!;
        expect(sentence).to.match(/\p{Script=Han}{4}/u);
        expect(sentence).to.match(says);
        expect(sentence).not.to.match(/\{\w+\}|undefined/);
      }
    });
  }

  it('is told once, whatever else changes', async () => {
    const errors = listen(stand, 'attn-error');
    const element = await plot('base="0"');
    await change(element, { heading: 'again' });
    await change(element, { heading: 'and again' });
    expect(errors).to.have.length(1);
    await change(element, { base: -1 });
    expect(errors).to.have.length(2);
  });

  it('leaves other elements as they are', async () => {
    const before = await plot();
    await plot('base="0"');
    const after = await plot('kind="t5"');
    for (const element of [before, after]) {
      expect(isDrawn(element)).to.equal(true);
      expect(texts(element, '[part~=error]')).to.deep.equal([]);
    }
  });

  it('ends when the setting is mended', async () => {
    const element = await plot('kind="rotary" d-model="31"', '<p>a sentence</p>');
    expect(isShown(element.querySelector('p')!)).to.equal(true);
    element.setAttribute('d-model', '32');
    await element.ready;
    expect(texts(element, '[part~=error]')).to.deep.equal([]);
    expect(isDrawn(element)).to.equal(true);
    expect(isShown(element.querySelector('p')!), 'the fallback makes room').to.equal(false);
  });

  it('ends when the file is mended', async () => {
    const element = await plot('kind="learned" src="/nothing/here.json"');
    element.setAttribute('src', `data:application/json,${encodeURIComponent('[[1,0],[0,1],[1,1]]')}`);
    await element.ready;
    expect(texts(element, '[part~=error]')).to.deep.equal([]);
    expect(isDrawn(element)).to.equal(true);
  });

  it('ends when another kind is asked for, that needs no file', async () => {
    const element = await plot('kind="learned" src="/nothing/here.json"');
    await change(element, { kind: 'alibi' });
    expect(texts(element, '[part~=error]')).to.deep.equal([]);
    expect(isDrawn(element)).to.equal(true);
  });

  it('takes the place of a figure that was there', async () => {
    const element = await plot('', '<p>a sentence</p>');
    await change(element, { base: 0 });
    expect(isShown(part(element, 'error'))).to.equal(true);
    expect(isShown(part(element, 'figure'))).to.equal(false);
    expect(isShown(element.querySelector('p')!)).to.equal(true);
  });

  it('that a reader made is mended with the same controls', async () => {
    const element = await plot('kind="rotary" controls');
    await put(element, control<HTMLInputElement>(element, 'Width'), 33);
    expect(part(element, 'error').textContent).to.contain('33');
    await put(element, control<HTMLInputElement>(element, 'Width'), 34);
    expect(texts(element, '[part~=error]')).to.deep.equal([]);
    expect(isDrawn(element)).to.equal(true);
  });

  it('of saving is an error, not a promise that hangs', async () => {
    const element = await plot('base="0"');
    for (const saved of [element.toSVG(), element.toPNG(), element.toCSV()]) {
      expect(await settles(saved)).to.equal('broken');
    }
  });
});

describe('the children of the tag', () => {
  it('are seen while the table loads, and make room for the figure', async () => {
    const { fetch } = globalThis;
    let answer!: () => void;
    let asked!: () => void;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    globalThis.fetch = () => {
      asked();
      return new Promise((resolve) => (answer = () => resolve(new Response('[[1, 0], [0, 1]]'))));
    };
    stand.innerHTML = `<pe-plot kind="learned" src="/slow.json"><p>a sentence</p><span slot="caption">a caption</span></pe-plot>`;
    const element = stand.firstElementChild as PePlot;
    await isAsked;
    globalThis.fetch = fetch;
    await element.updateComplete;
    expect(isShown(element.querySelector('p')!)).to.equal(true);
    expect(isShown(element.querySelector('span')!)).to.equal(true);
    expect(texts(element, '[role=status]')).to.deep.equal(['Loading…']);
    answer();
    await element.ready;
    expect(isShown(element.querySelector('p')!)).to.equal(false);
    expect(isShown(element.querySelector('span')!), 'the caption stays').to.equal(true);
    expect(isDrawn(element)).to.equal(true);
  });
});
