import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { until } from '../../../../scripts/testing/page/each-test.js';
import type { AttnModel } from '../../src/index.js';
import { all, find, hasRun, likeliest, repeated, shown, src } from './fixture.js';

describe('attn-model', () => {
  it('reads a text, and says what comes next', async () => {
    const element = await shown();
    expect(all(element, '.token').some((token) => token.textContent!.includes('king'))).to.equal(true);
    // The list is said a second time: the word that followed last time.
    expect(likeliest(element)).to.equal('king');
    expect(element.attentionSource!.layers).to.equal(3);
    const weights = await element.attentionSource!.slice(0, 0);
    const tokens = element.attentionSource!.queryTokens!.length;
    expect(weights.length).to.equal(tokens ** 2);
    for (let query = 0; query < tokens; query++) {
      const row = weights.subarray(query * tokens, (query + 1) * tokens);
      expect(row.reduce((sum, weight) => sum + weight, 0)).to.be.closeTo(1, 1e-5);
    }
  });

  it('reads what a reader writes, and tells the page', async () => {
    const element = await shown();
    const field = find<HTMLTextAreaElement>(element, 'textarea');
    const changed = oneEvent(element, 'attn-change') as Promise<CustomEvent>;
    field.value = 'Tom has a red';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    expect((await changed).detail.text).to.equal('Tom has a red');
    await element.ready;
    await until(() => all(element, '.token').some((token) => token.textContent!.includes('Tom')));
    expect(element.text).to.equal('Tom has a red');
  });

  it('leaves a word alone that an input method is still making', async () => {
    const element = await shown();
    const field = find<HTMLTextAreaElement>(element, 'textarea');
    field.value = 'にほ';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, isComposing: true }));
    expect(element.text).to.equal(repeated);
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, composed: true }));
    expect(element.text).to.equal('にほ');
  });

  it('writes a prediction into the text, and goes on by itself', async () => {
    const element = await shown();
    find(element, '.predictions button').click();
    await element.ready;
    expect(element.text).to.equal(`${repeated} king`);
    await hasRun(element);
    await element.generate();
    expect(element.text).to.match(/^banana, river, king, seven, banana, river, king, seven, banana,/);
  });

  it('takes a head away, and the prediction with it', async () => {
    const element = await shown();
    const share = () => Number.parseFloat(find(element, '.predictions .share').textContent!);
    const before = share();
    const changed = oneEvent(element, 'attn-change') as Promise<CustomEvent>;
    all(element, '.switches button')[4].click();
    expect((await changed).detail.ablate).to.equal('1.0');
    await element.ready;
    await until(() => likeliest(element) !== 'king' || share() < before / 2);
    find(element, '.heads > button').click();
    await element.ready;
    await until(() => likeliest(element) === 'king');
    expect(element.ablate).to.equal(null);
  });

  it('hides a token from the others', async () => {
    const element = await shown();
    all(element, '.token')[3].click();
    await element.ready;
    await until(() => all(element, '.token')[3].getAttribute('aria-pressed') === 'true');
    const count = all(element, '.token').length;
    await until(async () => {
      const weights = await element.attentionSource!.slice(0, 0).catch(() => null);
      return (
        weights !== null &&
        Array.from({ length: count }, (_, query) => weights[query * count + 3]).every((w) => w === 0)
      );
    });
    expect(element.mask).to.equal('3');
  });

  it('offers the author’s examples', async () => {
    const element = await fixture<AttnModel>(
      html`<attn-model src=${src}><option>Tom has a red</option><option>Ann has a</option></attn-model>`,
    );
    await element.ready;
    await hasRun(element);
    expect(element.text).to.equal('Tom has a red');
    const [, other] = all(element, '[part=examples] button');
    other.click();
    expect(element.text).to.equal('Ann has a');
  });

  it('says that a text is too long, and keeps what was read', async () => {
    const element = await shown();
    const told = oneEvent(element, 'attn-error') as Promise<CustomEvent>;
    element.text = 'king '.repeat(200);
    const { detail } = await told;
    expect(detail.message).to.contain('80');
    await element.ready;
    expect(find(element, '[part=error]').textContent).to.contain('80');
    expect(likeliest(element)).to.equal('king');
    element.text = repeated;
    await element.ready;
    await until(() => !find(element, '[part=error]'));
  });

  it('refuses a head that the model has not', async () => {
    const element = await shown();
    const told = oneEvent(element, 'attn-error') as Promise<CustomEvent>;
    element.ablate = '7.0';
    expect((await told).detail.code).to.equal('no-head');
    await element.ready;
    expect(find(element, '[part=error]').textContent).to.contain('7');
  });

  it('says what is missing, and leaves the fallback readable', async () => {
    const element = document.createElement('attn-model');
    element.src = '/absent/';
    element.textContent = 'A sentence in words';
    setTimeout(() => document.body.append(element));
    const { detail } = (await oneEvent(element, 'attn-error')) as CustomEvent;
    expect(detail.message).to.contain('/absent/');
    await element.ready;
    expect(element.shadowRoot!.querySelector('slot')!.parentElement!.checkVisibility()).to.equal(true);
    element.remove();
  });

  it('refuses a model that is larger than allowed, before it is fetched', async () => {
    const element = document.createElement('attn-model');
    Object.assign(element, { src, text: 'Tom', maxBytes: 1000 });
    setTimeout(() => document.body.append(element));
    const { detail } = (await oneEvent(element, 'attn-error')) as CustomEvent;
    expect(detail.code).to.equal('too-large');
    element.remove();
  });

  it('goes on where it is moved, and lets go where it is taken away', async () => {
    const element = await shown();
    const source = element.attentionSource;
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await element.ready;
    expect(element.attentionSource!.queryTokens).to.deep.equal(source!.queryTokens);
    expect(await element.attentionSource!.slice(0, 0)).to.be.an.instanceof(Float32Array);
    element.remove();
    await until(() => element.attentionSource === null);
    place.remove();
  });

  it('is walked through by keys', async () => {
    const element = await shown();
    const [first, second] = all(element, '.token');
    first.focus();
    first.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, composed: true, cancelable: true }),
    );
    expect(element.shadowRoot!.activeElement).to.equal(second);
    expect([first.tabIndex, second.tabIndex]).to.deep.equal([-1, 0]);
  });

  it('saves its predictions', async () => {
    const element = await shown();
    const [head, first] = (await element.toCSV()).split('\n');
    expect(head.trim()).to.equal('position,token,probability');
    expect(first).to.contain('king');
    const svg = await element.toSVG();
    expect(svg).to.contain('king');
  });

  it('speaks Chinese where the page does', async () => {
    const element = await shown({ lang: 'zh' });
    await until(() => find(element, '#summary').textContent!.includes('个词元'));
  });

  it('is accessible', async () => {
    await expect(await shown({ heading: 'Your own sentence' })).to.be.accessible();
  });
});
