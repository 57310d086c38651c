import { expect } from '@open-wc/testing';
import { tensor } from '@tensorflow/tfjs-core';
import { paintPicture } from '../../../src/color/index.js';
import { Stage } from '../../../src/gl/index.js';
import { Device } from '../../../src/gl/ops/device.js';
import {
  Adam,
  attention,
  embedding,
  layerNorm,
  linear,
  memory,
  packedAttention,
  download,
  softmaxCrossEntropy,
  startTensorflow,
  textureOf,
} from '../../../src/tfjs/index.js';
import { ones, tidy, variable, type Variable } from '@tensorflow/tfjs-core';
import { attention as truth, dense } from '../../../src/math/index.js';
import { difference as largest } from '../../tfjs/cases.js';
import { randomNumbers } from '../../tfjs/against-math.js';
import { difference, matrixOf, PictureView, pictureOf } from '../pictures.js';

const random = randomNumbers(23);
const numbers = (...shape: number[]) => {
  const count = shape.reduce((product, length) => product * length, 1);
  return dense(
    Float32Array.from({ length: count }, () => 2 * random() - 1),
    shape,
  );
};

/** A view that was never drawn, and whether it draws what it should. */
function drawsRight(): void {
  const view = new PictureView(pictureOf(matrixOf(9, 11, random), 60, 40));
  Stage.page.request(view);
  Stage.page.flush();
  expect(view.engines).to.deep.equal(['gl']);
  const { most, where } = difference(view.bytes, paintPicture(view.picture), view.width);
  expect(most, where).to.be.at.most(1);
}

async function computesRight(): Promise<void> {
  const [q, k, v] = [numbers(1, 2, 5, 4), numbers(1, 2, 5, 4), numbers(1, 2, 5, 4)];
  const tensors = [q, k, v].map(({ values, shape }) => tensor(values, [...shape]));
  const output = await download(attention(tensors[0], tensors[1], tensors[2], { mask: { kind: 'causal' } }));
  expect(largest(output, truth(q, k, v, { mask: { kind: 'causal' } }).output.values)).to.be.below(2e-5);
}

describe("TensorFlow.js on the stage's context", () => {
  before(() => startTensorflow({ engine: 'webgl' }));

  it('leaves the figures right, and they leave it right, in both orders', async () => {
    drawsRight();
    await computesRight();
    drawsRight();
    drawsRight();
    await computesRight();
    await computesRight();
  });

  it('makes no context of its own', async () => {
    let contexts = 0;
    const { getContext } = OffscreenCanvas.prototype;
    const onPage = HTMLCanvasElement.prototype.getContext;
    OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
      contexts++;
      return Reflect.apply(getContext, this, args);
    } as typeof getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      contexts++;
      return Reflect.apply(onPage, this, args);
    } as typeof onPage;
    await startTensorflow({ engine: 'webgl' });
    await computesRight();
    OffscreenCanvas.prototype.getContext = getContext;
    HTMLCanvasElement.prototype.getContext = onPage;
    expect(contexts).to.equal(0);
  });

  it('takes a whole step of an encoder in at most 150 draws and 40 programs, and the next sizes in no more programs', () => {
    const gl = Stage.page.gl!;
    const counts = { draws: 0, programs: new Set<WebGLProgram>() };
    const { drawArrays, useProgram } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.drawArrays = function (...args) {
      counts.draws++;
      drawArrays.apply(this, args);
    };
    WebGL2RenderingContext.prototype.useProgram = function (program) {
      if (program) counts.programs.add(program);
      useProgram.call(this, program);
    };
    const first = encoderStep(2, 64, 4, 16, 32);
    counts.draws = 0;
    first.step();
    const { draws } = counts;
    const programs = counts.programs.size;
    const second = encoderStep(2, 48, 3, 12, 16);
    second.step();
    Object.assign(WebGL2RenderingContext.prototype, { drawArrays, useProgram });
    first.free();
    second.free();
    expect(draws).to.be.at.most(150);
    expect(programs).to.be.at.most(40);
    expect(counts.programs.size).to.equal(programs);
    expect(gl.isContextLost()).to.equal(false);
  });

  it('says where a tensor lies, also one that is a part of another', async () => {
    const device = Device.of(Stage.page);
    const values = numbers(50, 60).values as Float32Array;
    const parameters = [tensor([1, 2, 3]), tensor(values, [50, 60])].map((one) => tidy(() => variable(one)));
    const adam = new Adam(parameters, { learningRate: 0 });
    adam.apply(parameters.map(({ shape }) => ones(shape)));
    const { texture, start } = textureOf(parameters[1]);
    expect(start).to.equal(3);
    const [texels] = await device.startReading([texture], 2048, 2);
    expect(
      largest(
        values,
        Float32Array.from(values, (_, i) => texels[4 * (start + i)]),
      ),
    ).to.equal(0);
  });

  it('holds no more textures after twenty trainings than after one', () => {
    const device = Device.of(Stage.page);
    const train = () => {
      const { step, free } = encoderStep(1, 16, 2, 6, 4);
      step();
      free();
    };
    train();
    const { bytes } = device;
    const { numTensors } = memory();
    for (let turn = 0; turn < 19; turn++) train();
    expect(device.bytes).to.equal(bytes);
    expect(memory().numTensors).to.equal(numTensors);
  });
});

/** An encoder of layers with attention and a perceptron, and one step of its training; the first was taken already. */
function encoderStep(layers: number, width: number, heads: number, tokens: number, batch: number) {
  const parameters: Variable[] = [];
  const learn = (...shape: number[]) => {
    const one = tidy(() => variable(tensor(numbers(...shape).values, shape)));
    parameters.push(one);
    return one;
  };
  const blocks = Array.from({ length: layers }, () => ({
    packed: [learn(3 * width, width), learn(3 * width)],
    out: [learn(width, width), learn(width)],
    norms: [learn(width), learn(width), learn(width), learn(width)],
    inner: [learn(2 * width, width), learn(2 * width)],
    outer: [learn(width, 2 * width), learn(width)],
  }));
  const table = learn(16, width);
  const head = [learn(16, width), learn(16)];
  const positions = ones([tokens, width]);
  const ids = tensor(
    Int32Array.from({ length: batch * tokens }, () => 15 * random()),
    [batch, tokens],
    'int32',
  );
  const adam = new Adam(parameters);
  const loss = () => {
    let x = embedding(ids, table, positions);
    for (const { packed, out, norms, inner, outer } of blocks) {
      const attended = packedAttention(linear(x, packed[0], packed[1]), { heads });
      const h = layerNorm(linear(attended, out[0], out[1]), norms[0], norms[1], { residual: x });
      const wide = linear(h, inner[0], inner[1], { activation: 'relu' });
      x = layerNorm(linear(wide, outer[0], outer[1]), norms[2], norms[3], { residual: h });
    }
    return softmaxCrossEntropy(linear(x, head[0], head[1]), ids);
  };
  const step = () => adam.minimize(loss).dispose();
  step();
  const free = () => {
    for (const one of [...parameters, positions, ids]) one.dispose();
    adam.dispose();
  };
  return { step, free };
}
