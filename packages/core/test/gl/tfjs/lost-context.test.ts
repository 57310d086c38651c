import { expect } from '@open-wc/testing';
import { until } from '../../../../../scripts/testing/page/each-test.js';
import { memory, type Tensor, tensor, tidy, variable } from '@tensorflow/tfjs-core';
import { Stage } from '../../../src/gl/index.js';
import { Adam, linear, meanSquaredError, download, startTensorflow } from '../../../src/tfjs/index.js';

/** What a promise or a call is refused with; fails where it is not. */
async function refusal(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    return (error as { code: string }).code;
  }
  throw new Error('it was not refused');
}

/** Loses the page's context for as long as something takes. */
async function whileLost(run: () => Promise<void>): Promise<void> {
  const gl = Stage.page.gl!;
  const extension = gl.getExtension('WEBGL_lose_context')!;
  let isTold = false;
  gl.canvas.addEventListener('webglcontextlost', () => setTimeout(() => (isTold = true)), { once: true });
  extension.loseContext();
  try {
    await run();
  } finally {
    // Before the page is told that it is lost, a context cannot be given back.
    await until(() => isTold, 'the page is told');
    extension.restoreContext();
    await until(() => Stage.page.gl, 'the device is back');
  }
}

const double = (x: Tensor) => linear(x, tensor([2], [1, 1]));

describe('a lost context', () => {
  beforeEach(() => startTensorflow({ engine: 'webgl' }));

  it('rejects what is being read, instead of waiting for ever or giving zeros', async () => {
    const y = double(tensor([3], [1, 1]));
    const reading = refusal(() => download(y));
    await whileLost(async () => {
      expect(await reading).to.equal('context-lost');
      expect(await refusal(() => download(y))).to.equal('context-lost');
      expect(await refusal(() => y.dataSync())).to.equal('context-lost');
      expect(await refusal(() => double(tensor([1], [1, 1])))).to.equal('context-lost');
    });
    expect(await refusal(() => download(y))).to.equal('context-lost');
    expect(await refusal(() => double(y))).to.equal('context-lost');
    y.dispose();
  });

  it('is no end: the next call works, also with what the cpu still knows', async () => {
    const x = tensor([3], [1, 1]);
    expect([...(await download(double(x)))]).to.deep.equal([6]);
    await whileLost(async () => {});
    expect([...(await download(double(x)))]).to.deep.equal([6]);
  });

  it('leaves training to go on from the weights that were last read', async () => {
    const target = tensor([0, 0], [2]);
    const weights = tidy(() => variable(tensor([1, -2], [2])));
    const adam = new Adam([weights], { learningRate: 0.1 });
    const step = (of: Adam, from: typeof weights) => of.minimize(() => meanSquaredError(from, target)).dispose();
    step(adam, weights);
    const [values, moments] = [await download(weights), await download(adam.moments)];
    step(adam, weights);
    const expected = await download(weights);
    await whileLost(async () => {
      expect(await refusal(() => step(adam, weights))).to.equal('context-lost');
    });
    const again = tidy(() => variable(tensor(values as Float32Array, [2])));
    const next = new Adam([again], { learningRate: 0.1 });
    next.restore(tensor(moments as Float32Array, [2, 2]), 1);
    step(next, again);
    expect([...(await download(again))]).to.deep.equal([...expected]);
  });

  it('leaks no tensors', async () => {
    const before = memory().numTensors;
    const y = tidy(() => double(tensor([3], [1, 1])));
    await whileLost(async () => y.dispose());
    expect(memory().numTensors).to.equal(before);
  });
});
