import { expect } from '@open-wc/testing';
import { tasks, until } from '../../../../../scripts/testing/page/each-test.js';
import * as webgl from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { Stage } from '../../../src/gl/index.js';
import { attention as truth, dense, linear as linearTruth } from '../../../src/math/index.js';
import { attention, linear, meanSquaredError, download, startTensorflow, textureOf } from '../../../src/tfjs/index.js';
import { numbers, worstDifference } from '../numbers.js';
import { difference, matrixOf, PictureView, pictureOf } from '../pictures.js';
import { paintPicture } from '../../../src/color/index.js';

const tensorOf = ({ values, shape }: ReturnType<typeof numbers>) => tf.tensor(values, [...shape]);
const denseOf = async (tensor: tf.Tensor) => dense((await tensor.data()) as Float32Array, tensor.shape);

describe("TensorFlow.js' own WebGL backend on the stage's context", () => {
  let contexts = 0;
  const { getContext } = HTMLCanvasElement.prototype;
  const offscreen = OffscreenCanvas.prototype.getContext;

  before(async () => {
    const count = (kind: unknown) => (contexts += Number(String(kind).startsWith('webgl')));
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      count(args[0]);
      return Reflect.apply(getContext, this, args);
    } as typeof getContext;
    OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
      count(args[0]);
      return Reflect.apply(offscreen, this, args);
    } as typeof offscreen;
    await startTensorflow({ engine: 'webgl', tensorflow: webgl });
  });

  after(() => {
    HTMLCanvasElement.prototype.getContext = getContext;
    OffscreenCanvas.prototype.getContext = offscreen;
  });

  it('makes no second context', async () => {
    await tf.matMul(tensorOf(numbers(5, 6)), tensorOf(numbers(6, 7))).data();
    expect(tf.getBackend()).to.equal('webgl');
    expect(contexts).to.equal(1);
  });

  it("reads what TensorFlow.js' kernels made, however it lies, and is read by them", async () => {
    for (const [tokens, width] of [
      [5, 7],
      [64, 33],
      [130, 64],
    ]) {
      const [query, key, value] = [
        numbers(2, 3, tokens, width),
        numbers(2, 3, tokens, width),
        numbers(2, 3, tokens, width),
      ];
      const expected = truth(query, key, value, { mask: { kind: 'causal' } }).output;
      const output = tf.tidy(() => {
        // A product leaves its result packed, a transposition too; a slice points into another's texture.
        const q = tf.matMul(tensorOf(query), tf.tile(tf.reshape(tf.eye(width), [1, 1, width, width]), [2, 3, 1, 1]));
        const k = tf.transpose(tf.transpose(tensorOf(key), [0, 1, 3, 2]), [0, 1, 3, 2]);
        const v = tf.slice(tf.concat([tensorOf(value), tensorOf(value)]), [2, 0, 0, 0], [2, 3, tokens, width]);
        return tf.div(tf.mul(attention(q, k, v, { mask: { kind: 'causal' } }), 2), 2);
      });
      expect(worstDifference(await denseOf(output), expected)).to.be.at.most(2e-5);
      output.dispose();
    }
  });

  it('differentiates through both', async () => {
    const [x, weight, target] = [numbers(9, 6), numbers(4, 6), numbers(9, 4)];
    const lossOf = (w: tf.Tensor) => {
      const y = linear(tensorOf(x), w as tf.Tensor2D);
      return meanSquaredError(tf.add(y, tf.reshape(y, [9, 4])), tensorOf(target));
    };
    const gradient = tf.grad(lossOf)(tensorOf(weight));
    const y = linearTruth(x, { weight });
    const expected = numbers(4, 6);
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 6; column++) {
        let sum = 0;
        for (let n = 0; n < 9; n++) {
          sum += (4 / 36) * (2 * y.values[n * 4 + row] - target.values[n * 4 + row]) * x.values[n * 6 + column];
        }
        expected.values[row * 6 + column] = sum;
      }
    }
    expect(worstDifference(await denseOf(gradient), expected)).to.be.at.most(2e-4);
  });

  it('leaves the figures of the page right, and they leave it right', async () => {
    const view = new PictureView(
      pictureOf(
        matrixOf(9, 11, (i) => i),
        60,
        40,
      ),
    );
    const [a, b] = [numbers(6, 6), numbers(6, 6)];
    const product = async () => (await tf.matMul(tensorOf(a), tensorOf(b)).data()) as Float32Array;
    const before = await product();
    for (let turn = 0; turn < 2; turn++) {
      Stage.page.request(view);
      Stage.page.flush();
      expect(difference(view.bytes, paintPicture(view.picture), 60).most).to.be.at.most(1);
      expect([...(await product())]).to.deep.equal([...before]);
    }
    expect(view.engines).to.deep.equal(['gl', 'gl']);
  });

  it('says where a tensor of ours lies, and that one laid out otherwise does not', () => {
    tf.tidy(() => {
      const x = linear(tensorOf(numbers(3, 4)), tensorOf(numbers(5, 4)));
      expect(Stage.page.gl!.isTexture(textureOf(x).texture)).to.equal(true);
      const packed = tf.matMul(tensorOf(numbers(3, 4)), tensorOf(numbers(4, 5)));
      expect(() => textureOf(packed))
        .to.throw()
        .with.property('code', 'bad-option');
    });
  });

  it('gives back every texture', async () => {
    const inputs = [numbers(2, 2, 9, 8), numbers(2, 2, 9, 8), numbers(2, 2, 9, 8)].map(tensorOf);
    const backend = tf.backend() as webgl.MathBackendWebGL;
    const run = async () => {
      const output = attention(inputs[0], inputs[1], inputs[2], { mask: { kind: 'padding', lengths: [3, 9] } });
      await output.data();
      output.dispose();
    };
    await run();
    const { numDataIds } = { numDataIds: backend.numDataIds() };
    const used = backend.getTextureManager().getNumUsedTextures();
    for (let turn = 0; turn < 5; turn++) await run();
    expect(backend.numDataIds()).to.equal(numDataIds);
    expect(backend.getTextureManager().getNumUsedTextures()).to.equal(used);
  });

  it('tells of a lost context, and starts again', async () => {
    const inputs = [numbers(2, 9, 8), numbers(2, 9, 8), numbers(2, 9, 8)] as const;
    const compute = () => {
      const [q, k, v] = inputs.map(({ values }) => tf.tensor4d(values, [1, 2, 9, 8]));
      return attention(q, k, v);
    };
    const output = compute();
    const gl = Stage.page.gl!;
    const loss = gl.getExtension('WEBGL_lose_context')!;
    const told = new Promise((resolve) => gl.canvas.addEventListener('webglcontextlost', resolve, { once: true }));
    const codeOf = (promise: Promise<unknown>) => promise.then(String, ({ code }: { code: string }) => code);
    const reading = codeOf(download(output));
    loss.loseContext();
    expect(await reading).to.equal('context-lost');
    expect(await codeOf(startTensorflow({ engine: 'webgl', tensorflow: webgl }))).to.equal('context-lost');
    await told;
    await tasks();
    loss.restoreContext();
    await until(() => !Stage.page.isLost, 'the device is back');
    // Everybody else who listens to it is told in the same task.
    await tasks();
    expect(await codeOf(download(output))).to.equal('context-lost');
    await startTensorflow({ engine: 'webgl', tensorflow: webgl });
    const values = dense((await download(compute())) as Float32Array, [2, 9, 8]);
    expect(worstDifference(values, truth(...inputs).output)).to.be.at.most(2e-5);
  });
});
