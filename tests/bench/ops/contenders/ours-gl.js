import { colormap } from '@attn-elements/core/color';
import { drawHeatmap, ComputedAttention, Stage } from '@attn-elements/core/gl';
import { onContext } from './shared/gl.js';

const engine = onContext();
export const { forward } = engine;

const SIDE = 600;
const HEAD = 5;
let live;
let view;
let turn = 0;

export function prepare(problem) {
  engine.prepare(problem);
  const { shape, tokens, query, key } = problem;
  // As the element does: the heads that a figure shows, and no others.
  const oneHead = (values) => {
    const size = tokens * shape.at(-1);
    return { shape: shape.slice(-2), values: values.subarray(HEAD * size, (HEAD + 1) * size) };
  };
  live = new ComputedAttention({ query: oneHead(query), key: oneHead(key) });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE;
  document.body.append(canvas);
  const opaque = [0, 0, 0, 255];
  const { table, diverging } = colormap('viridis');
  const scale = { kind: 'linear', domain: [0, 1], exponent: 1, diverging };
  const matrix = { rows: tokens, columns: tokens, values: new Float32Array(0) };
  const picture = {
    width: SIDE,
    height: SIDE,
    tiles: [{ matrix, x: 0, y: 0, width: SIDE, height: SIDE }],
    look: { table, scale, nan: opaque, hatch: opaque, masked: opaque, under: opaque, over: opaque },
    reduction: 'max',
  };
  view = {
    width: SIDE,
    height: SIDE,
    target: canvas.getContext('2d'),
    drawGL: (stage, area) => drawHeatmap(stage, area, picture, { attention: live, heads: [0], untilPeak: true }),
    drawCPU() {
      throw new Error('drawn without WebGL');
    },
  };
}

/** One step of a slider: another temperature, one head's weights, and its picture. */
export function redraw() {
  turn += 1;
  live.compute({ weighting: { kind: 'softmax', temperature: 0.25 + (turn % 8) / 4 } });
  Stage.page.request(view);
  Stage.page.flush();
}

const pixel = new Uint8Array(4);

/** Returns when the GPU is done: asked for a pixel, it must be. */
export function settle() {
  const { gl } = Stage.page;
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
}

/** The numbers behind the picture are held to the truth elsewhere; here it must only follow the slider. */
export function pictureError() {
  const shown = () => view.target.getImageData(0, 0, SIDE, SIDE).data;
  const before = shown();
  redraw();
  const after = shown();
  return before.some((value, i) => value !== after[i]) ? 0 : Infinity;
}
