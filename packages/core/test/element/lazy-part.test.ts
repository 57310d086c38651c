import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { AttnError } from '../../src/errors.js';
import { LazyPart } from '../../src/element/index.js';

class Parted extends LitElement {
  asked = 0;
  updates = 0;
  answer: () => Promise<string> = () => Promise.resolve('the part');
  readonly parted: LazyPart<string> = new LazyPart<string>(this, () => {
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

describe('a lazy part', () => {
  afterEach(() => document.body.replaceChildren());

  it('is not asked for before it is needed, and nothing waits for it', async () => {
    const element = await parted();
    await element.parted.settled;
    element.parted.retry();
    expect(element.asked).to.equal(0);
  });

  it('is asked for once, however often it is needed, and the element updates when it is there', async () => {
    const element = await parted();
    const { updates } = element;
    expect(element.parted.need()).to.equal(null);
    expect(element.parted.need()).to.equal(null);
    await element.parted.settled;
    await element.updateComplete;
    expect(element.updates).to.equal(updates + 1);
    expect(element.parted.need()).to.equal('the part');
    element.parted.retry();
    expect(element.parted.need()).to.equal('the part');
    expect(element.asked).to.equal(1);
    expect(element.parted.error).to.equal(null);
  });

  it('that cannot be had is an error, told once, and not asked for again by itself', async () => {
    const element = await parted(() => Promise.reject(new AttnError('not-loaded', { what: 'no such file' })));
    const told: { code: string; message: string }[] = [];
    element.addEventListener('attn-error', (event) => told.push((event as CustomEvent).detail));
    element.parted.need();
    // Kept, not broken.
    await element.parted.settled;
    expect(element.parted.error).to.include({ code: 'not-loaded' });
    expect(element.parted.error!.message).to.contain('no such file');
    expect(told.map(({ code }) => code)).to.deep.equal(['not-loaded']);
    expect(element.parted.need()).to.equal(null);
    expect(element.parted.need()).to.equal(null);
    await element.parted.settled;
    expect(element.asked).to.equal(1);
  });

  it('is asked for again after something changed, and its error is forgotten', async () => {
    const element = await parted(() => Promise.reject(new Error('gone')));
    element.parted.need();
    await element.parted.settled;
    element.answer = () => Promise.resolve('there again');
    element.parted.retry();
    expect(element.parted.error).to.equal(null);
    expect(element.parted.need()).to.equal(null);
    await element.parted.settled;
    expect(element.parted.need()).to.equal('there again');
    expect(element.asked).to.equal(2);
  });

  it('settles only when it is there', async () => {
    let answer!: (part: string) => void;
    const element = await parted(() => new Promise((resolve) => (answer = resolve)));
    element.parted.need();
    let isSettled = false;
    const settled = element.parted.settled.then(() => (isSettled = true));
    await Promise.resolve();
    await element.updateComplete;
    expect(isSettled).to.equal(false);
    answer('slow');
    await settled;
    expect(element.parted.need()).to.equal('slow');
  });
});
