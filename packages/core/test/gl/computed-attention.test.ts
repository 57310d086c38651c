import { expect } from '@open-wc/testing';
import { tasks, until } from '../../../../scripts/testing/page/each-test.js';
import { ComputedAttention, Stage } from '../../src/gl/index.js';
import { type AttentionOptions, attentionScores, attentionWeights, type Dense } from '../../src/math/index.js';
import { livingTextures } from './living-textures.js';
import { numbers } from './numbers.js';
import { difference, matrixOf, PictureView, pictureOf } from './pictures.js';

const queries = 21;
const keys = 30;
const query = numbers(2, 3, queries, 8);
const key = numbers(2, 3, keys, 8);
const scores = attentionScores(query, key);

/** What the element would show of one head: weights, and nothing where the mask forbids. */
function headOf(weights: Dense, head: number, isOpen = (_query: number, _key: number) => true) {
  const values = weights.values.subarray(head * queries * keys, (head + 1) * queries * keys);
  return matrixOf(queries, keys, (i) => (isOpen(Math.floor(i / keys), i % keys) ? values[i] : -Infinity));
}

/** Draws a head from the GPU, and the same from numbers; gives how far the pixels are apart. */
function drawBoth(
  live: ComputedAttention,
  head: number,
  matrix: ReturnType<typeof headOf>,
  stage: Stage,
  peak?: number,
) {
  // Float32 may round what is largest up: beyond the domain it would have a colour of its own.
  const exact = pictureOf(matrix, 90, 63, { domain: [0, peak ?? 1] });
  const truth = new PictureView(exact);
  const blank = matrixOf(queries, keys, () => NaN);
  // With the peak found on the GPU the picture's own domain must not matter.
  const look = peak ? { ...exact.look, scale: { ...exact.look.scale, domain: [0, 77] as const } } : exact.look;
  const view = new PictureView({ ...exact, look, tiles: [{ ...exact.tiles[0], matrix: blank }] });
  view.live = { attention: live, heads: [head], untilPeak: peak !== undefined };
  stage.request(view);
  stage.request(truth);
  stage.flush();
  return difference(view.bytes, truth.bytes, 90);
}

describe('live attention', () => {
  const causal: AttentionOptions = { mask: { kind: 'causal' } };
  const isBefore = (row: number, column: number) => column <= row + keys - queries;

  it('is drawn from the GPU as its weights are from numbers', () => {
    const stage = new Stage();
    const cases: [AttentionOptions, (row: number, column: number) => boolean][] = [
      [{}, () => true],
      [causal, isBefore],
      [
        { weighting: { kind: 'softmax', temperature: 0.2 }, mask: { kind: 'window', size: 3 } },
        (row, column) => Math.abs(column - row - keys + queries) <= 3,
      ],
      [{ weighting: { kind: 'sparsemax' } }, () => true],
      [{ weighting: { kind: 'hard' }, ...causal }, isBefore],
    ];
    for (const input of [{ query, key }, { scores }]) {
      const live = new ComputedAttention(input, { stage });
      for (const [options, isOpen] of cases) {
        live.compute(options);
        for (const head of [0, 5]) {
          const { most, where } = drawBoth(live, head, headOf(attentionWeights(scores, options), head, isOpen), stage);
          expect(most, `${JSON.stringify(options)}: ${where}`).to.be.at.most(1);
        }
      }
    }
  });

  it('ends the colours at the largest weight', () => {
    const stage = new Stage();
    const live = new ComputedAttention({ query, key }, { stage });
    for (const temperature of [0.5, 4]) {
      const options: AttentionOptions = { weighting: { kind: 'softmax', temperature } };
      live.compute(options);
      const weights = attentionWeights(scores, options);
      const peak = Math.max(...weights.values) * (1 + 1e-6);
      const { most, where } = drawBoth(live, 4, headOf(weights, 4), stage, peak);
      expect(most, where).to.be.at.most(1);
    }
  });

  it('reads nothing back and uploads nothing again', () => {
    const stage = new Stage();
    const live = new ComputedAttention({ query, key }, { stage });
    live.compute(causal);
    drawBoth(live, 0, headOf(attentionWeights(scores, causal), 0, isBefore), stage);
    const { prototype } = WebGL2RenderingContext;
    const { readPixels, getBufferSubData, texSubImage2D } = prototype;
    const calls: string[] = [];
    Object.assign(prototype, {
      readPixels: () => calls.push('readPixels'),
      getBufferSubData: () => calls.push('getBufferSubData'),
      texSubImage2D: () => calls.push('texSubImage2D'),
    });
    try {
      const exact = pictureOf(
        matrixOf(queries, keys, () => 0),
        90,
        63,
      );
      const view = new PictureView(exact);
      view.live = { attention: live, heads: [0], untilPeak: true };
      for (const temperature of [0.3, 1, 3]) {
        live.compute({ ...causal, weighting: { kind: 'softmax', temperature } });
        stage.request(view);
        stage.flush();
      }
    } finally {
      Object.assign(prototype, { readPixels, getBufferSubData, texSubImage2D });
    }
    expect(calls).to.deep.equal([]);
  });

  it('goes on after a lost context', async () => {
    const stage = new Stage();
    const live = new ComputedAttention({ query, key }, { stage });
    live.compute();
    const gl = stage.gl!;
    const loss = gl.getExtension('WEBGL_lose_context')!;
    const told = new Promise((resolve) => gl.canvas.addEventListener('webglcontextlost', resolve, { once: true }));
    loss.loseContext();
    expect(live.computed).to.equal(null);
    expect(() => live.compute())
      .to.throw()
      .with.property('code', 'context-lost');
    await told;
    await tasks();
    loss.restoreContext();
    await until(() => !stage.isLost, 'the device is back');
    await tasks();
    live.compute();
    const { most, where } = drawBoth(live, 1, headOf(attentionWeights(scores), 1), stage);
    expect(most, where).to.be.at.most(1);
  });

  it('gives its memory back', async () => {
    const stage = new Stage();
    const alive = await livingTextures(() => {
      const live = new ComputedAttention({ query, key }, { stage });
      live.compute({ score: { kind: 'bilinear', weight: numbers(8, 8) }, mask: { kind: 'padding', lengths: [7, 30] } });
      live.compute(causal);
      live.free();
      live.free();
    });
    expect(alive).to.equal(0);
  });
});
