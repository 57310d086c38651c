import { expect } from '@open-wc/testing';
import { replace } from '../../../../scripts/testing/page/each-test.js';
import { chooseEngine } from '../../src/engine/choice.js';
import { Trainer } from '../../src/trainer/trainer.js';

/** A step of it takes longer, on the clock of this test, than one for which a device is asked. */
const long = { task: 'reverse', width: 64, length: 4, symbols: 4, batch: 4 };

// More files than are kept of by themselves.
performance.setResourceTimingBufferSize(10_000);

const isFetched = () => performance.getEntriesByType('resource').some(({ name }) => /webgl-engine/.test(name));

/** A clock on which a step takes a millisecond where its model is small, and fifty where it is not; nothing else takes time. */
function clockOfSteps(): void {
  const { step } = Trainer.prototype;
  let time = 0;
  replace(performance, { now: () => time });
  replace(Trainer.prototype, {
    step(this: Trainer, ...given: Parameters<typeof step>) {
      time += this.settings.width === long.width ? 50 : 1;
      return step.apply(this, given);
    },
  });
}

describe('the choice of an engine', () => {
  it('asks a graphics device only where compiling for it holds nobody up, and only of long steps', async () => {
    clockOfSteps();
    const onPage = await chooseEngine(long, false);
    expect(onPage.engines).to.deep.equal(['wasm', 'cpu']);
    await chooseEngine({ task: 'reverse', width: 8, length: 4, symbols: 4, batch: 4 }, true);
    expect(isFetched()).to.equal(false);
    const alone = await chooseEngine(long, true);
    expect(isFetched()).to.equal(true);
    expect(alone.engines).to.include.members(['wasm', 'cpu']);
    const [first, second] = alone.engines.map((name) => alone.speeds[name] ?? 0);
    expect(first).to.be.at.least(second);
  });
});
