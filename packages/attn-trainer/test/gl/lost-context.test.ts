import { Stage } from '@attn-elements/core/gl';
import { expect } from '@open-wc/testing';
import { Trainer } from '../../src/trainer/trainer.js';

const small = { task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4, engine: 'webgl' } as const;

/** Loses the page's context; gives it back after a while, or never. */
function lose(backAfter: number | null): () => void {
  const extension = Stage.page.gl!.getExtension('WEBGL_lose_context')!;
  extension.loseContext();
  const giveBack = () => extension.restoreContext();
  if (backAfter !== null) setTimeout(giveBack, backAfter);
  return giveBack;
}

describe('training on a graphics device that is lost', () => {
  it('goes on from the last sound weights, and comes to the same end', async function () {
    this.timeout(120_000);
    const whole = await Trainer.create(small);
    await whole.step(60);
    const expected = [...whole.history.losses];
    whole.dispose();

    const resumed: [number, string][] = [];
    const trainer = await Trainer.create({ ...small, onResume: (...what) => resumed.push(what) });
    await trainer.step(40);
    expect(trainer.keptStep).to.equal(25);
    lose(100);
    const { step } = await trainer.step(20);
    expect(resumed).to.deep.equal([[25, 'webgl']]);
    expect(step).to.equal(60);
    expect([...trainer.history.losses]).to.deep.equal(expected);
    trainer.dispose();
  });

  it('goes on on the processor where the device does not come back', async function () {
    this.timeout(120_000);
    const resumed: [number, string][] = [];
    const trainer = await Trainer.create({ ...small, onResume: (...what) => resumed.push(what) });
    await trainer.step(30);
    const before = trainer.history.losses[24];
    const giveBack = lose(null);
    try {
      await trainer.step(5);
      expect(resumed).to.deep.equal([[25, 'wasm']]);
      expect(trainer.engine).to.equal('wasm');
      expect(trainer.steps).to.equal(35);
      // As it was, and not from zeros, whose loss is that of guessing.
      expect(trainer.history.losses[25]).to.be.below(before + 0.3);
    } finally {
      giveBack();
      trainer.dispose();
    }
  });
});
