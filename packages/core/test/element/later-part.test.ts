import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { LaterPart } from '../../src/element/index.js';

class Parted extends LitElement {
  asked = 0;
  updates = 0;
  answer: () => Promise<string> = () => Promise.resolve('the part');
  readonly part = new LaterPart(this, () => {
    this.asked++;
    return this.answer();
  });

  protected override updated(): void {
    this.updates++;
  }
}
customElements.define('x-parted', Parted);

async function parted(answer?: () => Promise<string>): Promise<Parted> {
  const element = document.createElement('x-parted') as Parted;
  if (answer) element.answer = answer;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

describe('a part that comes later', () => {
  afterEach(() => document.body.replaceChildren());

  it('is not asked for before it is needed, and nothing waits for it', async () => {
    const element = await parted();
    await element.part.settled;
    element.part.retry();
    expect(element.asked).to.equal(0);
  });

  it('is asked for once, however often it is needed, and the element updates when it is there', async () => {
    const element = await parted();
    const { updates } = element;
    expect(element.part.need()).to.equal(null);
    expect(element.part.need()).to.equal(null);
    await element.part.settled;
    await element.updateComplete;
    expect(element.updates).to.equal(updates + 1);
    expect(element.part.need()).to.equal('the part');
    element.part.retry();
    expect(element.part.need()).to.equal('the part');
    expect(element.asked).to.equal(1);
    expect(element.part.error).to.equal(null);
  });

  it('that cannot be had is an error, told once, and not asked for again by itself', async () => {
    const element = await parted(() => Promise.reject(new TypeError('no such file')));
    const told: { code: string; message: string }[] = [];
    element.addEventListener('attn-error', (event) => told.push((event as CustomEvent).detail));
    element.part.need();
    // Kept, not broken.
    await element.part.settled;
    expect(element.part.error).to.include({ code: 'not-loaded' });
    expect(element.part.error!.message).to.contain('no such file');
    expect(told.map(({ code }) => code)).to.deep.equal(['not-loaded']);
    expect(element.part.need()).to.equal(null);
    expect(element.part.need()).to.equal(null);
    await element.part.settled;
    expect(element.asked).to.equal(1);
  });

  it('is asked for again after something changed, and its error is forgotten', async () => {
    const element = await parted(() => Promise.reject(new Error('gone')));
    element.part.need();
    await element.part.settled;
    element.answer = () => Promise.resolve('there again');
    element.part.retry();
    expect(element.part.error).to.equal(null);
    expect(element.part.need()).to.equal(null);
    await element.part.settled;
    expect(element.part.need()).to.equal('there again');
    expect(element.asked).to.equal(2);
  });

  it('settles only when it is there', async () => {
    let answer!: (part: string) => void;
    const element = await parted(() => new Promise((resolve) => (answer = resolve)));
    element.part.need();
    let isSettled = false;
    const settled = element.part.settled.then(() => (isSettled = true));
    await Promise.resolve();
    await element.updateComplete;
    expect(isSettled).to.equal(false);
    answer('slow');
    await settled;
    expect(element.part.need()).to.equal('slow');
  });
});
