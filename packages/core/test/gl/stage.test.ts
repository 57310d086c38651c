import { expect } from '@open-wc/testing';
import { paintPicture } from '../../src/color/index.js';
import { Stage } from '../../src/gl/index.js';
import { until } from '../../../../scripts/testing/page/each-test.js';
import { difference, matrixOf, PictureView, pictureOf, randomNumbers } from './pictures.js';

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

function newView(seed = 1, width = 60, height = 40): PictureView {
  const random = randomNumbers(seed);
  return new PictureView(pictureOf(matrixOf(9, 11, random), width, height));
}

function expectDrawn(view: PictureView): void {
  const { most, where } = difference(view.bytes, paintPicture(view.picture), view.width);
  expect(most, where).to.be.at.most(1);
}

/** Counts the WebGL contexts made and the draw calls, from now until it is stopped. */
function countGL() {
  const counts = { contexts: 0, draws: 0 };
  const { getContext } = OffscreenCanvas.prototype;
  const onPage = HTMLCanvasElement.prototype.getContext;
  const { drawArrays } = WebGL2RenderingContext.prototype;
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
    if (String(args[0]).startsWith('webgl')) counts.contexts++;
    return Reflect.apply(getContext, this, args);
  } as typeof getContext;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
    if (String(args[0]).startsWith('webgl')) counts.contexts++;
    return Reflect.apply(onPage, this, args);
  } as typeof onPage;
  WebGL2RenderingContext.prototype.drawArrays = function (...args) {
    counts.draws++;
    drawArrays.apply(this, args);
  };
  const stop = () => {
    OffscreenCanvas.prototype.getContext = getContext;
    HTMLCanvasElement.prototype.getContext = onPage;
    WebGL2RenderingContext.prototype.drawArrays = drawArrays;
  };
  return { counts, stop };
}

describe('the stage', () => {
  it('draws all views of a frame in one context, each onto its own canvas', async () => {
    const { counts, stop } = countGL();
    const stage = new Stage();
    const views = Array.from({ length: 40 }, (_, i) => newView(i, 50 + i * 7, 30 + ((i * 13) % 200)));
    for (const view of views) stage.request(view);
    await nextFrame();
    await nextFrame();
    stop();
    expect(counts.contexts).to.equal(1);
    for (const view of views) {
      expect(view.engines).to.deep.equal(['gl']);
      expectDrawn(view);
    }
  });

  it('draws a view once a frame, however often it asks', async () => {
    const view = newView();
    for (let i = 0; i < 5; i++) Stage.page.request(view);
    expect(Stage.page.waiting).to.equal(1);
    await nextFrame();
    await nextFrame();
    expect(view.engines).to.deep.equal(['gl']);
    expect(Stage.page.waiting).to.equal(0);
  });

  it('does nothing at all while nobody asks', async () => {
    const view = newView();
    Stage.page.request(view);
    await nextFrame();
    await nextFrame();
    const { counts, stop } = countGL();
    const request = globalThis.requestAnimationFrame;
    let asked = 0;
    globalThis.requestAnimationFrame = (callback) => {
      asked++;
      return request(callback);
    };
    for (let i = 0; i < 10; i++) await new Promise((resolve) => request(resolve));
    globalThis.requestAnimationFrame = request;
    stop();
    expect(asked).to.equal(0);
    expect(counts.draws).to.equal(0);
  });

  it('does not draw what was taken back, nor what has no size', async () => {
    const [taken, flat] = [newView(), newView()];
    flat.picture = { ...flat.picture, width: 0 };
    Stage.page.request(taken);
    Stage.page.cancel(taken);
    Stage.page.request(flat);
    await nextFrame();
    await nextFrame();
    expect([...taken.engines, ...flat.engines]).to.deep.equal([]);
    expect(Stage.page.waiting).to.equal(0);
  });

  it('is the same for two copies of its code', async () => {
    // The server sends the same file for any query: a module of its own, as a second bundle has one.
    const other = (await import('../../src/gl/stage.js?copy' as string)) as { Stage: typeof Stage };
    expect(other.Stage).not.to.equal(Stage);
    expect(other.Stage.page).to.equal(Stage.page);
    const { counts, stop } = countGL();
    const [mine, theirs] = [newView(1), newView(2)];
    Stage.page.request(mine);
    other.Stage.page.request(theirs);
    Stage.page.flush();
    stop();
    expect(counts.contexts).to.be.at.most(1);
    expect([...mine.engines, ...theirs.engines]).to.deep.equal(['gl', 'gl']);
    expectDrawn(mine);
    expectDrawn(theirs);
  });

  it('draws what is too large for the context on the processor, and the others as before', () => {
    const small = newView(3);
    const large = new PictureView(
      pictureOf(
        matrixOf(2, 3, (i) => i),
        5000,
        4,
      ),
    );
    Stage.page.request(large);
    Stage.page.request(small);
    Stage.page.flush();
    expect(large.engines).to.deep.equal(['cpu']);
    expect(small.engines).to.deep.equal(['gl']);
    expectDrawn(large);
    expectDrawn(small);
  });

  it('grows beside a figure that is quickly painted, in steps, and at once under one that is not', async () => {
    const stage = new Stage();
    const draw = (height: number, isQuick: boolean) => {
      const view = Object.assign(newView(height, 60, height), { isQuick });
      stage.request(view);
      stage.flush();
      expectDrawn(view);
      return view.engines.join();
    };
    expect(draw(100, true), 'the first').to.equal('gl');
    expect(draw(120, true), 'higher').to.equal('cpu');
    await until(() => stage.gl!.canvas.height > 100, 'there is room');
    expect(stage.gl!.canvas.height).to.equal(256);
    expect(draw(140, true), 'in that room').to.equal('gl');
    expect(draw(300, false), 'higher, and not quick').to.equal('gl');
  });

  it('draws more views than fit side by side', () => {
    // No two fit beside, and not all below each other.
    const views = Array.from({ length: 7 }, (_, i) => newView(i, 2050, 590));
    for (const view of views) Stage.page.request(view);
    Stage.page.flush();
    for (const view of views) {
      expect(view.engines).to.deep.equal(['gl']);
      expectDrawn(view);
    }
  });

  it('goes on drawing when one view throws', () => {
    const warn = console.warn;
    console.warn = () => {};
    const [bad, good] = [newView(4), newView(5)];
    bad.drawGL = () => {
      throw new Error('this device cannot');
    };
    Stage.page.request(bad);
    Stage.page.request(good);
    Stage.page.flush();
    console.warn = warn;
    expect(bad.engines).to.deep.equal(['cpu']);
    expect(good.engines).to.deep.equal(['gl']);
    expectDrawn(bad);
    expectDrawn(good);
  });

  it('draws a whole picture after another user of the context left its state behind', () => {
    const view = newView(6);
    const gl = Stage.page.gl!;
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    for (const capability of [gl.SCISSOR_TEST, gl.CULL_FACE, gl.BLEND]) gl.enable(capability);
    gl.scissor(0, 0, 1, 1);
    gl.cullFace(gl.FRONT_AND_BACK);
    gl.colorMask(false, true, false, true);
    gl.clearColor(1, 0, 0, 1);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
    Stage.page.request(view);
    Stage.page.flush();
    gl.deleteFramebuffer(framebuffer);
    expectDrawn(view);
  });
});

describe('a lost context', () => {
  it('leaves the picture, is drawn without, and is used again once it is back', async () => {
    const stage = new Stage();
    const [before, during] = [newView(1), newView(2)];
    stage.request(before);
    stage.flush();
    const gl = stage.gl!;
    const extension = gl.getExtension('WEBGL_lose_context')!;
    extension.loseContext();
    await nextFrame();
    await nextFrame();
    expect(stage.gl).to.equal(null);
    expectDrawn(before);
    expect(before.engines).to.deep.equal(['gl']);

    stage.request(during);
    stage.flush();
    expect(during.engines).to.deep.equal(['cpu']);
    expectDrawn(during);

    const restored = new Promise((resolve) => gl.canvas.addEventListener('webglcontextrestored', resolve));
    extension.restoreContext();
    await restored;
    const after = newView(3);
    for (const view of [before, after]) stage.request(view);
    stage.flush();
    expect(before.engines).to.deep.equal(['gl', 'gl']);
    expect(after.engines).to.deep.equal(['gl']);
    expectDrawn(before);
    expectDrawn(after);
  });

  it('that is lost between the request and the frame costs no picture', async () => {
    const stage = new Stage();
    const view = newView(1);
    stage.request(newView(2));
    stage.flush();
    stage.request(view);
    stage.gl!.getExtension('WEBGL_lose_context')!.loseContext();
    await nextFrame();
    await nextFrame();
    expectDrawn(view);
    expect(stage.waiting).to.equal(0);
  });
});

describe('a browser without WebGL2', () => {
  it('that gives no context shows the same picture', () => {
    const { getContext } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.getContext = (() => null) as typeof getContext;
    const stage = new Stage();
    const view = newView(8);
    stage.request(view);
    stage.flush();
    OffscreenCanvas.prototype.getContext = getContext;
    expect(view.engines).to.deep.equal(['cpu']);
    expectDrawn(view);
  });

  it('that has no OffscreenCanvas shows the same picture', () => {
    const { OffscreenCanvas } = globalThis;
    Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
    const stage = new Stage();
    const view = newView(9);
    stage.request(view);
    stage.flush();
    globalThis.OffscreenCanvas = OffscreenCanvas;
    expect(view.engines).to.deep.equal(['cpu']);
    expectDrawn(view);
  });
});
