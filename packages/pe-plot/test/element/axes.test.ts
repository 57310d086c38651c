import { expect } from '@open-wc/testing';
import type { PePlot } from '../../src/index.js';
import { change, plot } from './fixture.js';

const labels = (element: PePlot) =>
  Array.from(element.shadowRoot!.querySelectorAll('.axis text'), (text) => text.textContent!);

/** How often something in the axes is written while `act` runs. */
async function writes(element: PePlot, act: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const observer = new MutationObserver((records) => void (count += records.length));
  const axes = element.shadowRoot!.querySelector('svg.axes')!;
  observer.observe(axes, { subtree: true, childList: true, attributes: true, characterData: true });
  await act();
  count += observer.takeRecords().length;
  observer.disconnect();
  return count;
}

describe('the axes of curves', () => {
  it('are left alone while a slider changes only the curves', async () => {
    const element = await plot('length="500" d-model="12"');
    const before = labels(element);
    expect(before.length).to.be.above(4);
    expect(await writes(element, () => change(element, { base: 300 }))).to.equal(0);
    expect(labels(element)).to.deep.equal(before);
  });

  it('are drawn anew with other ends, in another size, and for another number of curves', async () => {
    const element = await plot('length="500" d-model="12"');
    for (const properties of [{ length: 90 }, { dModel: 20 }, { overlaid: true }] as const)
      expect(await writes(element, () => change(element, properties)), JSON.stringify(properties)).to.be.above(0);
    element.style.width = '300px';
    element.style.display = 'block';
    await change(element, { length: 5000 });
    expect(
      labels(element).some((label) => label.endsWith('000')),
      labels(element).join(),
    ).to.equal(true);
  });

  it('come back with the figure after a failure', async () => {
    const element = await plot('length="500" d-model="12"');
    const before = labels(element);
    await change(element, { length: -1 });
    await change(element, { length: 500 });
    expect(labels(element)).to.deep.equal(before);
  });
});
