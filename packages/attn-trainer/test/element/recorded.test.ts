import { expect, oneEvent } from '@open-wc/testing';
import { button, part, quick, replace, settle, stand, until } from './fixture.js';

const said = (element: Element) => part(element as never, 'progress')?.textContent ?? '';

/** As a browser answers that is told to keep still. */
const calm = () => {
  const real = matchMedia;
  replace(window, {
    matchMedia: (query: string) => (query.includes('reduced-motion') ? { matches: true } : real.call(window, query)),
  });
};

describe('a run that was recorded', () => {
  it('plays once before Train is pressed, and rests where it was learned', async () => {
    const element = stand({ task: 'reverse' });
    // Whatever it says on the way, however rarely this test has its turn.
    const steps = new Set<string>();
    const observer = new MutationObserver(() => steps.add(said(element)));
    observer.observe(element.shadowRoot!, { childList: true, characterData: true, subtree: true });
    await until(() => said(element).includes('100% right'), 'it has played');
    observer.disconnect();
    expect([...steps].some((one) => one.includes('A recorded run, step 0 '))).to.equal(true);
    expect(steps.size).to.be.above(5);
    const rest = said(element);
    await settle();
    expect(said(element)).to.equal(rest);
    const range = part<HTMLInputElement>(element, 'replay')!;
    expect(range.value).to.equal(range.max);
    expect(part(element, 'example')!.textContent).to.contain('Right answer');
    await expect(element).to.be.accessible();
  });

  it('rests at once for who wants little motion', async () => {
    calm();
    const element = stand({ task: 'reverse' });
    await until(() => said(element).includes('100% right'), 'the last step');
    const source = element.attentionSource!;
    const weights = await source.slice(0, 0);
    // The last letter is written first.
    expect(weights[7]).to.be.above(0.5);
  });

  it('is no run: nothing is told of it', async () => {
    calm();
    const element = stand({ task: 'reverse' });
    let loads = 0;
    element.addEventListener('attn-load', () => loads++);
    await until(() => said(element).includes('100% right'), 'the record');
    expect(loads).to.equal(0);
  });

  it('makes room for a run', async () => {
    calm();
    const element = stand({ task: 'reverse' });
    await until(() => said(element).includes('A recorded run'), 'the record');
    const step = oneEvent(element, 'attn-step');
    button(element, 'Train')!.click();
    await step;
    await element.pause();
    await until(() => said(element).startsWith('Step '), 'the run');
    expect(said(element)).not.to.contain('recorded');
    element.remove();
  });

  it('is the element’s own of runs that are compared', async () => {
    calm();
    const element = stand({ task: 'reverse', compare: 'positions=none' });
    await until(() => said(element).includes('100% right'), 'the record');
    expect(element.attentionSource!.heads(0)).to.equal(1);
    element.remove();
  });

  it('is not shown for a run of other settings, of data, or of what trains by itself', async () => {
    const others = [quick, { task: 'own' }, { task: 'reverse', example: 'ABCDEFGH' }, { task: 'nothing' }];
    for (const properties of others) {
      const element = stand(properties);
      await element.ready;
      await settle();
      expect(said(element)).to.equal('');
      expect(element.attentionSource).to.equal(null);
      element.remove();
    }
  });

  it('of another task takes its place', async () => {
    calm();
    const element = stand({ task: 'reverse' });
    await until(() => said(element).includes('A recorded run'), 'the record');
    element.task = 'translate';
    await until(() => element.attentionSource?.keyTokens?.includes('doctor') ?? false, 'a translation');
    expect(part(element, 'example')!.textContent).to.contain('医生');
  });
});
