import { load } from '@attn-elements/core/data';
import { memory } from '@attn-elements/core/tfjs';
import { Stage } from '@attn-elements/core/gl';
import { expect } from '@open-wc/testing';
import { tasks, until } from '../../../../scripts/testing/page/each-test.js';
import { Trainer } from '../../src/trainer/trainer.js';
import type { TrainerOptions } from '../../src/trainer/trainer-options.js';

const small = { task: 'reverse', length: 4, vocabularySize: 4, dModel: 8, batchSize: 4, engine: 'webgl' } as const;

/** Loses the page's context; gives it back so many tasks after the page was told, or never. */
function lose(backAfter: number | null): () => void {
  const gl = Stage.page.gl!;
  const extension = gl.getExtension('WEBGL_lose_context')!;
  const giveBack = () => extension.restoreContext();
  const told = async () => {
    await tasks(backAfter!);
    giveBack();
  };
  // Before the page is told that it is lost, a context cannot be given back.
  if (backAfter !== null) gl.canvas.addEventListener('webglcontextlost', () => void told(), { once: true });
  extension.loseContext();
  return giveBack;
}

/** A trainer after so many steps, which tells where it went on. */
async function trained(steps: number, options: Partial<TrainerOptions> = {}) {
  const resumed: [number, string][] = [];
  const trainer = await Trainer.create({ ...small, onResume: (...what) => resumed.push(what), ...options });
  await trainer.step(steps);
  return { trainer, resumed };
}

/** What a saved file holds of the model, as text: its weights, Adam's moments and its attention. */
async function modelOf(bytes: Uint8Array): Promise<string> {
  const file = await load(bytes);
  const names = file.names.filter((name) => !name.startsWith('history'));
  const arrays = await Promise.all(names.map((name) => file.get(name)));
  return arrays.map((array, i) => `${names[i]} ${array.dtype === 'string' ? '' : array.float32().join()}`).join('\n');
}

/** What a run comes to that is not disturbed: its losses, and what it is after 25 and 40 steps. */
async function undisturbed() {
  const { trainer } = await trained(25);
  const at25 = { evaluation: await trainer.evaluate(), model: await modelOf(await trainer.save()) };
  await trainer.step(15);
  const at40 = { evaluation: await trainer.evaluate(), model: await modelOf(await trainer.save()) };
  await trainer.step(20);
  const losses = [...trainer.history.losses];
  trainer.dispose();
  return { losses, at25, at40 };
}

describe('training on a graphics device that is lost', () => {
  let expected: Awaited<ReturnType<typeof undisturbed>>;
  before(async () => {
    expected = await undisturbed();
  });
  afterEach(async () => {
    await until(() => memory().numTensors === 0, 'everything is freed');
  });

  it('between two steps goes on from the last sound weights, and comes to the same end', async () => {
    const { trainer, resumed } = await trained(40);
    expect(trainer.keptStep).to.equal(25);
    lose(10);
    const { step } = await trainer.step(20);
    expect(resumed).to.deep.equal([[25, 'webgl']]);
    expect(step).to.equal(60);
    expect([...trainer.history.losses]).to.deep.equal(expected.losses);
    trainer.dispose();
  });

  it('in the middle of steps, too', async () => {
    let rests = 0;
    const rest = async () => {
      if (++rests === 45) lose(10);
    };
    const { trainer, resumed } = await trained(60, { rest });
    expect(resumed).to.deep.equal([[25, 'webgl']]);
    expect([...trainer.history.losses]).to.deep.equal(expected.losses);
    trainer.dispose();
  });

  it('again as soon as it is back, too', async () => {
    const resumed: number[] = [];
    const onResume = (step: number) => {
      if (resumed.push(step) < 3) lose(5);
    };
    const { trainer } = await trained(40, { onResume });
    lose(5);
    await trainer.step(20);
    expect(resumed).to.deep.equal([25, 25, 25]);
    expect(trainer.engine).to.equal('webgl');
    expect([...trainer.history.losses]).to.deep.equal(expected.losses);
    const evaluation = await trainer.evaluate();
    expect(evaluation.step).to.equal(60);
    trainer.dispose();
  });

  it('in the middle of a look at what was held back, looks at the last sound weights', async () => {
    let looks = -Infinity;
    const rest = async () => {
      if (++looks === 2) lose(10);
    };
    const { trainer, resumed } = await trained(40, { rest });
    looks = 0;
    expect(await trainer.evaluate()).to.deep.equal(expected.at25.evaluation);
    expect(resumed).to.deep.equal([[25, 'webgl']]);
    trainer.dispose();
  });

  it('in the middle of saving, saves what it was or the last sound weights, and never zeros', async () => {
    expect(expected.at25.model).to.contain('adam.moments ').and.not.equal(expected.at40.model);
    for (const count of [0, 2, 8]) {
      const { trainer, resumed } = await trained(40);
      const saving = trainer.save();
      await tasks(count);
      lose(5);
      const model = await modelOf(await saving);
      const sound = resumed.length > 0 ? expected.at25 : expected.at40;
      expect(model === sound.model, `after ${count} tasks, of step ${trainer.steps}`).to.equal(true);
      // Lost after it was saved, it goes on all the same.
      await trainer.step(60 - trainer.steps);
      expect([...trainer.history.losses]).to.deep.equal(expected.losses);
      trainer.dispose();
    }
  });

  it('goes on on the processor where the device does not come back', async () => {
    const { trainer, resumed } = await trained(30);
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
    await until(() => Stage.page.gl, 'the device is back');
  });

  it('goes on on the processor where the device is lost time and again', async () => {
    const engines: string[] = [];
    const onResume = (_: number, engine: string) => {
      engines.push(engine);
      if (engine === 'webgl') lose(2);
    };
    const { trainer } = await trained(30, { onResume });
    lose(2);
    const { step } = await trainer.step(5);
    expect(step).to.equal(35);
    expect(engines.at(-1)).to.equal('wasm');
    expect(engines.length).to.be.below(10);
    trainer.dispose();
    await until(() => Stage.page.gl, 'the device is back');
  });
});
