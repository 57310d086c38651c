import { Stage } from '@attn-elements/core/gl';
import { expect } from '@open-wc/testing';
import type { AttnHeatmap } from '../../src/index.js';
import { change, heatmapOf, isDrawn, nextFrame, pixels, until } from './fixture.js';

/** More cells and pixels than are painted between two frames. */
const SIDE = 1100;

const large = {
  shape: [SIDE, SIDE],
  data: Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i % 31 === 0 ? NaN : Math.abs(Math.sin(i * 12.9898)))),
};
const small = [
  [0.5, 0.5, NaN],
  [0.25, 0.75, 0],
];

/** Draws that a graphics device was asked for, until stopped. */
function countDraws() {
  const { prototype } = WebGL2RenderingContext;
  const { drawArrays } = prototype;
  const count = { draws: 0 };
  prototype.drawArrays = function (...args) {
    count.draws++;
    drawArrays.apply(this, args);
  };
  return { count, stop: () => (prototype.drawArrays = drawArrays) };
}

/** Changes the colours, there and back, until the device draws them. */
async function untilDrawn(element: AttnHeatmap, count: { readonly draws: number }): Promise<void> {
  await until(async () => {
    await change(element, { colormap: 'magma' });
    await change(element, { colormap: 'viridis' });
    return count.draws > 0;
  }, 'the device draws');
}

const farthest = (a: ImageData, b: ImageData) =>
  a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i])), 0);

describe('a small picture', () => {
  it('is painted, whatever changes', async () => {
    const { count, stop } = countDraws();
    const element = await heatmapOf(small);
    for (const colormap of ['magma', 'plasma', 'viridis']) await change(element, { colormap });
    stop();
    expect(isDrawn(element)).to.equal(true);
    expect(count.draws).to.equal(0);
  });
});

describe('a large picture', () => {
  it('is painted first, and drawn by the device from then on in the same colours', async () => {
    const { count, stop } = countDraws();
    try {
      const element = await heatmapOf(large);
      expect(isDrawn(element)).to.equal(true);
      const painted = pixels(element);
      await untilDrawn(element, count);
      const drawn = pixels(element);
      expect([drawn.width, drawn.height]).to.deep.equal([painted.width, painted.height]);
      expect(farthest(drawn, painted)).to.be.at.most(1);
    } finally {
      stop();
    }
  });

  it('stays when the context is lost, and is painted until it is back', async () => {
    const { count, stop } = countDraws();
    try {
      const element = await heatmapOf(large);
      await untilDrawn(element, count);
      const before = pixels(element);
      const gl = Stage.page.gl!;
      const extension = gl.getExtension('WEBGL_lose_context')!;
      // Before it has been heard of, a context cannot be given back.
      const lost = new Promise((resolve) => gl.canvas.addEventListener('webglcontextlost', resolve, { once: true }));
      extension.loseContext();
      await lost;
      await nextFrame();
      expect(farthest(pixels(element), before)).to.equal(0);
      count.draws = 0;
      await change(element, { colormap: 'plasma' });
      expect(count.draws).to.equal(0);
      expect(isDrawn(element)).to.equal(true);
      await change(element, { colormap: 'viridis' });
      expect(farthest(pixels(element), before)).to.be.at.most(1);
      extension.restoreContext();
      await until(() => Stage.page.gl !== null, 'the context is back');
      await untilDrawn(element, count);
      expect(farthest(pixels(element), before)).to.be.at.most(1);
    } finally {
      stop();
    }
  });
});
