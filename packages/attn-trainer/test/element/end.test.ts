import { expect, oneEvent } from '@open-wc/testing';
import { part, quick, stand, trained, until } from './fixture.js';

const progress = (element: Parameters<typeof part>[0]) => part(element, 'progress')!.textContent;

describe('the end of a run', () => {
  it('is after its steps, however soon they are taken', async () => {
    const element = stand({ ...quick, steps: 3 });
    await trained(element);
    // What was asked for before this was answered before this.
    await element.pause();
    await element.updateComplete;
    expect(progress(element)).to.contain('Step 3 of 3');
    element.remove();
  });

  it('is later when the reader asks for more: as much again as the task has', async () => {
    const element = stand({ ...quick, steps: 3 });
    await trained(element);
    await element.train();
    await oneEvent(element, 'attn-step');
    await until(() => progress(element)!.includes('of 403'), 'there are more steps');
    element.remove();
  });

  it('tells what is right after right words from what is written alone', async () => {
    const element = stand({ ...quick, task: 'copy', steps: 3 });
    await trained(element);
    expect(progress(element)).to.match(/% right, each after the right ones before it/);
    expect(progress(element)).to.match(/% of whole answers right, written by the model alone/);
    expect(element.shadowRoot!.querySelector('[role=status]')!.textContent).to.contain('(teacher forcing)');
  });

  it('comes out of sight, too, where it was asked for there, once it is seen', async () => {
    const space = document.createElement('div');
    space.style.height = '4000px';
    document.body.prepend(space);
    const element = stand({ ...quick, steps: 1e6 });
    let steps = 0;
    element.addEventListener('attn-step', () => steps++);
    await element.train();
    await element.pause();
    await element.train();
    const before = steps;
    element.scrollIntoView();
    await until(() => steps > before + 1, 'it trains in sight');
    element.remove();
    space.remove();
  });
});
