import { expect } from '@open-wc/testing';
import { countGraphics, countListeners, countObservers } from '../../../../scripts/testing/page/leaks.js';
import { button, change, colored, colorAt, imageOf, ladder, part, readout, stand, until } from './fixture.js';

describe('the table of numbers', () => {
  it('closes where a followed element shows other data', async () => {
    const followed = await imageOf(ladder, { id: 'followed' } as never);
    const element = document.createElement('attn-image') as typeof followed;
    element.from = '#followed';
    stand.append(element);
    await element.ready;
    button(element, 'Show the numbers as a table').click();
    await element.ready;
    expect(element.shadowRoot!.querySelector('table')).not.to.equal(null);
    followed.data = { attention: [[0.25, 0.25, 0.25, 0.25]] } as never;
    await followed.ready;
    await until(() => element.shadowRoot!.querySelector('table') === null, 'the table closes');
  });
});

describe('an element', () => {
  it('leaves nothing behind, and asks for no graphics device', async () => {
    // The first brings what the page keeps.
    const first = await imageOf(ladder, { group: 'life', image: colored('teal') });
    first.remove();
    const [listeners, observers, graphics] = [countListeners(), countObservers(), countGraphics()];
    for (const overlay of ['blend', 'contour'] as const) {
      const element = await imageOf(ladder, { group: 'life', image: colored('teal'), overlay, controls: true });
      element.remove();
    }
    for (const counter of [listeners, observers, graphics]) counter.stop();
    expect(observers.made()).to.be.above(0);
    expect(listeners.open()).to.deep.equal([]);
    expect(observers.open()).to.deep.equal([]);
    expect(graphics.counts.contexts).to.equal(0);
  });

  it('that is moved shows what it showed', async () => {
    const element = await imageOf(ladder, { query: 3 });
    const before = readout(element);
    const box = document.createElement('section');
    stand.append(box);
    box.append(element);
    await element.ready;
    expect(readout(element)).to.equal(before);
    expect(colorAt(element, 1, 1, 2, 2)[3]).to.be.above(0);
  });

  it('that was hidden is drawn once it is shown', async () => {
    stand.style.display = 'none';
    const element = await imageOf(ladder);
    expect(element.shadowRoot!.querySelector('.plot')).to.equal(null);
    stand.style.display = '';
    await until(() => element.shadowRoot!.querySelector('.plot'), 'a plot');
    await element.ready;
    expect(part(element, 'plot').getBoundingClientRect().width).to.equal(640);
    expect(colorAt(element, 1, 1, 2, 2)[3]).to.be.above(0);
  });

  it('shows the last of many changes', async () => {
    const element = await imageOf(ladder);
    for (let i = 0; i < 5; i++) element.data = [i / 10, 0, 0, 0];
    await change(element, { data: [0.9, 0, 0, 0] });
    expect(readout(element)).to.contain('patch row 0, column 0: 0.9');
  });

  it('is printed with its colours though it is far below', async () => {
    const space = document.createElement('div');
    space.style.height = '10000px';
    stand.append(space);
    const element = Object.assign(document.createElement('attn-image'), { data: ladder });
    stand.append(element);
    await element.updateComplete;
    dispatchEvent(new Event('beforeprint'));
    await element.ready;
    expect(colorAt(element, 1, 1, 2, 2)[3]).to.be.above(0);
  });
});
