import { expect } from '@open-wc/testing';
import { until } from '../../../../scripts/testing/page/each-test.js';
import type { AttnModel } from '../../src/index.js';
import { all, find, hasRun, looking, masked, repeated, shown, src, translator } from './fixture.js';

const text = 'Mary gave the [MASK] to [MASK].';

/** A picture of one colour, as an address. */
function picture(colour: string): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 32, height: 32 });
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 32, 32);
  return canvas.toDataURL();
}

const press = (key: string, target: HTMLElement) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
const focused = (element: AttnModel) => element.shadowRoot!.activeElement;

describe('readers', () => {
  it('choose an example by its name', async () => {
    const element = await shown({}, '<option value="Tom has a red">A ball</option><option>Ann has a</option>');
    const [named, plain] = all(element, '[part=examples] button');
    expect([named, plain].map((button) => button.textContent!.trim())).to.deep.equal(['A ball', 'Ann has a']);
    named.click();
    await element.ready;
    expect(element.text).to.equal('Tom has a red');
    expect(named.getAttribute('aria-pressed')).to.equal('true');
  });

  it('paste more than is read, are told, and lose none of it', async () => {
    const element = await shown();
    const field = find<HTMLTextAreaElement>(element, 'textarea');
    const pasted = 'x'.repeat(10_001);
    field.value = pasted;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertFromPaste' }));
    await until(() => /10.?000/.test(find(element, '[part=error]')?.textContent ?? ''));
    expect(field.value).to.equal(pasted);
    expect(element.text).to.equal(pasted);
  });

  it('have targets of 24 pixels', async () => {
    const element = await shown({ ablate: '0.0' }, '<option>Ann has a</option>');
    const targets = all(element, 'button, summary, textarea, input').filter((target) => target.checkVisibility());
    expect(targets.length).to.be.above(25);
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.outerHTML).to.be.at.least(24);
    }
  });

  it('reach each group by one press of Tab', async () => {
    const element = await shown({ ablate: '0.0' });
    for (const group of ['.tokens', '.predictions ol', '.switches']) {
      const stops = all(element, `${group} button`).filter(({ tabIndex }) => tabIndex === 0);
      expect(stops, group).to.have.lengthOf(1);
    }
    const [first] = all(element, '.switches button');
    first.focus();
    // A row a layer, four heads each.
    press('ArrowDown', first);
    expect(focused(element)).to.equal(all(element, '.switches button')[4]);
    press('End', focused(element) as HTMLElement);
    expect(focused(element)).to.equal(all(element, '.switches button').at(-1));
  });

  it('are told which tokens are none of the text', async () => {
    const element = await shown({ src: masked, text });
    const tokens = all(element, '.token');
    expect(tokens[0].getAttribute('aria-label')).to.equal('[CLS], 0, special token');
    expect(tokens[1].getAttribute('aria-label')).to.not.contain('special');
  });

  it('fill the mask that they choose', async () => {
    const element = await shown({ src: masked, text });
    const lists = all(element, '.predictions');
    expect(lists).to.have.lengthOf(2);
    const pieceOf = (choice: Element) => choice.querySelector('.piece')!.textContent!;
    const choice = [...lists[1].querySelectorAll('button')].find((one) => !pieceOf(one).startsWith('##'))!;
    const word = pieceOf(choice);
    choice.click();
    await element.ready;
    expect(element.text).to.equal(`Mary gave the [MASK] to ${word}.`);
  });

  it('write beside the text with a model that has a decoder, and begin anew with another text', async () => {
    const element = await shown({ src: translator, text: 'Mary gave the book.', decoderText: 'The' });
    const choice = find(element, '.predictions button');
    choice.click();
    await element.ready;
    expect(element.text).to.equal('Mary gave the book.');
    expect(element.decoderText).to.match(/^The./);
    const field = find<HTMLTextAreaElement>(element, 'textarea');
    field.value = 'Mary gave the lamp.';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    expect([element.text, element.decoderText]).to.deep.equal(['Mary gave the lamp.', null]);
  });

  it('are told where to write a mask', async () => {
    const element = await shown({ src: masked, text });
    element.text = 'Mary gave the book.';
    await element.ready;
    await until(() => find(element, '.hint')?.textContent?.includes('[MASK]'));
  });

  it('go the other way where the page does', async () => {
    const element = await shown({ dir: 'rtl' });
    const [first, second] = all(element, '.token');
    first.focus();
    press('ArrowLeft', first);
    expect(focused(element)).to.equal(second);
    expect(second.getBoundingClientRect().right).to.be.below(first.getBoundingClientRect().left + 1);
    // What is written from left to right stays so: an address ends with its last stroke.
    const facts = find(element, '[part=facts] bdi');
    expect(getComputedStyle(facts).unicodeBidi).to.equal('isolate');
  });

  it('look at the picture with a model of pictures, and at others of the author’s', async () => {
    const [red, blue] = [picture('red'), picture('blue')];
    const element = await shown(
      { src: looking, image: red },
      `<option value="${red}">Red</option><option value="${blue}">Blue</option>`,
    );
    expect(find(element, 'textarea')).to.equal(null);
    expect(find(element, '.token')).to.equal(null);
    expect(find<HTMLImageElement>(element, '[part=picture]').src).to.equal(red);
    expect(find(element, '#summary').textContent).to.contain('4 × 4 patches');
    expect(element.attentionSource!.picture).to.equal(red);
    all(element, '[part=examples] button')[1].click();
    await until(() => element.attentionSource?.picture === blue);
    await element.ready;
    expect(find<HTMLImageElement>(element, '[part=picture]').src).to.equal(blue);
    expect(element.image).to.equal(blue);
    await expect(element).to.be.accessible();
  });

  it('see nothing move when the model is there', async () => {
    const element = document.createElement('attn-model');
    Object.assign(element, { src, text: 'banana, river,', style: 'width: 900px' });
    document.body.append(element);
    await until(() => find(element, 'progress'));
    const { height } = element.getBoundingClientRect();
    await element.ready;
    await hasRun(element);
    // Fonts are as high as they are: a line of text at most.
    expect(element.getBoundingClientRect().height).to.be.closeTo(height, 24);
    element.remove();
  });

  it('have no field where the text stays', async () => {
    const element = await shown({ readonly: true }, '<option>Ann has a</option>');
    expect(find(element, 'textarea')).to.equal(null);
    expect(find(element, '[part=examples]')).to.equal(null);
    expect(find(element, '[part=text]').textContent).to.equal(repeated);
    expect(all(element, '.predictions button')).to.deep.equal([]);
  });

  it('need no glance to follow: right to left, dark and without a mouse it is accessible', async () => {
    const element = await shown({ dir: 'rtl', ablate: '1.0', mask: '2' });
    await hasRun(element);
    await expect(element).to.be.accessible();
  });
});
