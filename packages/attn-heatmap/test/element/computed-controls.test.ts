import { expect } from '@open-wc/testing';
import { ComputedAttention, Stage } from '@attn-elements/core/gl';
import type { ComputedOptions } from '../../src/index.js';
import { arrays, choose, control, distance, expected, keys, move, queries, shown } from './computed-fixture.js';
import { change, heatmapOf, isShown, listen, nextFrame, part, pixels, quiet, replace, stand } from './fixture.js';

const near = (actual: (number | null)[], wanted: (number | null)[]) =>
  expect(distance(actual, wanted)).to.be.below(1e-6);

const one = { layer: 0, head: 0, controls: true } as const;

/** How often the graphics device is asked for what it computed, until stopped. */
function countReads() {
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const natives = ['readPixels', 'getBufferSubData'].map((name) => [name, gl[name]] as const);
  let reads = 0;
  for (const [name, native] of natives) {
    gl[name] = function (this: unknown, ...args: unknown[]) {
      reads++;
      return native.apply(this, args);
    };
  }
  return {
    reads: () => reads,
    stop: () => {
      for (const [name, native] of natives) gl[name] = native;
    },
  };
}

/** How often weights are computed to be drawn from where they are, until stopped. */
function countPreviews() {
  const { compute } = ComputedAttention.prototype;
  let previews = 0;
  const stop = replace(ComputedAttention.prototype, {
    compute(this: ComputedAttention, ...args: Parameters<typeof compute>) {
      previews++;
      return compute.apply(this, args);
    },
  });
  return { previews: () => previews, stop };
}

/** Holds back what is to happen after a tenth of a second or more, so that no slow frame passes for a reader's rest. */
function holdTimers() {
  const { setTimeout: begin, clearTimeout: end } = globalThis;
  const held = new Map<number, () => void>();
  const restore = replace(globalThis, {
    setTimeout: (act: () => void, time = 0) => {
      if (time < 100) return begin(act, time);
      held.set(-held.size - 1, act);
      return -held.size;
    },
    clearTimeout: (id: number) => (held.delete(id) ? undefined : end(id)),
  });
  return () => {
    restore();
    for (const act of held.values()) act();
  };
}

/** Moves the slider through some places, a frame each, and gives what was seen at the end, before the reader rests. */
async function slide(element: Awaited<ReturnType<typeof heatmapOf>>, places: readonly number[]): Promise<ImageData> {
  const release = holdTimers();
  try {
    for (const place of places) {
      move(element, 'Temperature', place);
      await element.updateComplete;
      await nextFrame();
      await nextFrame();
    }
    return pixels(element);
  } finally {
    release();
  }
}

/** Whether two drawings show the same, of which one may have a pixel for a whole cell. */
function isNear(a: ImageData, b: ImageData): boolean {
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  const at = (image: ImageData, x: number, y: number) =>
    4 * (Math.floor((y * image.height) / height) * image.width + Math.floor((x * image.width) / width));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [from, to] = [at(a, x, y), at(b, x, y)];
      for (let byte = 0; byte < 4; byte++) if (Math.abs(a.data[from + byte] - b.data[to + byte]) > 2) return false;
    }
  }
  return true;
}

describe('controls', () => {
  it('are there where they are asked for, and only those that make sense', async () => {
    const labels = (element: Element) =>
      Array.from(element.shadowRoot!.querySelectorAll('.live label > :first-child'), (label) =>
        label.textContent!.trim().replace(/\s.*/, ''),
      );
    const element = await heatmapOf(arrays);
    expect(labels(element)).to.deep.equal([]);
    await change(element, { controls: true });
    expect(labels(element)).to.deep.equal(['Score', 'Weighting', 'Temperature', 'Mask', 'Size']);
    const options = (label: string) =>
      Array.from(control<HTMLSelectElement>(element, label).options, ({ text }) => text);
    expect(options('Score')).to.include.members(['bilinear', 'additive']);
    await change(element, { data: { queries, keys } as never });
    expect(options('Score')).to.deep.equal(['scaled dot product', 'dot product', 'cosine']);
    await change(element, { data: { scores: [[1, 2, 3]] } as never });
    expect(labels(element)).to.deep.equal(['Weighting', 'Temperature']);
  });

  it('set the properties, say so, and the figure follows', async () => {
    const element = await heatmapOf(arrays, one);
    const changes = listen<ComputedOptions>(document.body, 'attn-change');
    await choose(element, 'Score', 'cosine');
    await choose(element, 'Weighting', 'sparsemax');
    await choose(element, 'Mask', 'causal + local');
    expect(element.score).to.equal('cosine');
    expect(element.weighting).to.equal('sparsemax');
    expect(element.mask).to.equal('causal window 2');
    expect(changes.at(-1)).to.deep.equal({
      layer: 0,
      head: 0,
      score: 'cosine',
      weighting: 'sparsemax',
      temperature: 1,
      mask: 'causal window 2',
      zoom: null,
      across: 'layer',
      up: 'entropy',
    });
    expect(changes).to.have.length(3);
    near(
      await shown(element),
      expected(0, {
        score: { kind: 'cosine' },
        weighting: { kind: 'sparsemax' },
        mask: [{ kind: 'causal' }, { kind: 'window', size: 2 }],
      }),
    );
    move(element, 'Size', 1);
    await element.ready;
    expect(element.mask).to.equal('causal window 1');
    await choose(element, 'Mask', 'blocks');
    expect(element.mask).to.equal('block 1');
    expect(control<HTMLInputElement>(element, 'Size').disabled).to.equal(false);
    await choose(element, 'Mask', 'none');
    expect(control<HTMLInputElement>(element, 'Size').disabled).to.equal(true);
    expect(control<HTMLInputElement>(element, 'Temperature').disabled).to.equal(true);
  });

  it('follow the properties', async () => {
    const element = await heatmapOf({ queries, keys }, one);
    await change(element, { temperature: 0.1, weighting: 'softmax', mask: 'causal block 3 length 5' });
    const slider = control<HTMLInputElement>(element, 'Temperature');
    expect(slider.valueAsNumber).to.equal(1);
    expect(slider.getAttribute('aria-valuetext')).to.equal('0.1');
    expect(control<HTMLSelectElement>(element, 'Mask').selectedOptions[0].text).to.equal('causal + blocks');
    await choose(element, 'Mask', 'causal');
    // How long the text is stays as the author said.
    expect(element.mask).to.equal('causal length 5');
    await change(element, { temperature: 100 });
    expect(slider.valueAsNumber).to.equal(-2);
  });

  it('follow a page that does not let them', async () => {
    const element = await heatmapOf({ queries, keys }, one);
    element.addEventListener('attn-change', () => (element.weighting = 'softmax'));
    const select = control<HTMLSelectElement>(element, 'Weighting');
    select.value = 'sparsemax';
    select.dispatchEvent(new Event('change'));
    await element.ready;
    expect(select.value).to.equal('softmax');
  });

  it('are moved by the keyboard', async () => {
    const element = await heatmapOf({ queries, keys }, one);
    const slider = control<HTMLInputElement>(element, 'Temperature');
    slider.stepUp(6);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await element.ready;
    expect(element.temperature).to.equal(0.5);
    near(await shown(element), expected(0, { weighting: { kind: 'softmax', temperature: 0.5 } }));
  });

  it('speak the language of the page', async () => {
    stand.lang = 'zh';
    const element = await heatmapOf({ queries, keys }, one);
    expect(control(element, '温度').getAttribute('aria-label')).to.equal('温度');
    stand.lang = 'zh-Hant';
    await quiet(element);
    expect(control<HTMLSelectElement>(element, '遮罩').selectedOptions[0].text).to.equal('無');
  });

  it('move nothing when they change', async () => {
    const element = await heatmapOf(arrays, one);
    const places = () =>
      [...element.shadowRoot!.querySelectorAll('.live select, .live input, .plot, .reading')].map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [x, y, width, height].join();
      });
    const before = places();
    for (const mask of ['causal', 'window 3', 'block 2']) {
      await change(element, { mask });
      expect(places(), mask).to.deep.equal(before);
    }
    for (const temperature of [0.015, 3.5, 10]) {
      await change(element, { temperature });
      expect(places(), String(temperature)).to.deep.equal(before);
    }
    await change(element, { weighting: 'hard', score: 'additive' });
    expect(places()).to.deep.equal(before);
  });

  it('pass axe, are large enough for a finger and stay out of a saved figure', async () => {
    const element = await heatmapOf(arrays, one);
    await expect(element).to.be.accessible();
    for (const field of element.shadowRoot!.querySelectorAll('.live select, .live input')) {
      expect(isShown(field)).to.equal(true);
      const { width, height } = field.getBoundingClientRect();
      expect(Math.min(width, height), field.outerHTML).to.be.at.least(24);
    }
    expect(await element.toSVG()).not.to.contain('Weighting');
    expect(part(element, 'controls').getBoundingClientRect().width).to.be.at.most(640);
    stand.style.width = '280px';
    await quiet(element);
    expect(part(element, 'controls').scrollWidth).to.be.at.most(280);
  });
});

describe('while a slider moves', () => {
  it('the figure is drawn without reading anything back, and settles at the exact values', async () => {
    for (const properties of [one, { controls: true }, { ...one, domain: [0.01, 1] as const, scale: 'log' as const }]) {
      const element = await heatmapOf({ queries, keys }, { ...properties, mask: 'causal' });
      const counters = [countReads(), countPreviews()] as const;
      const seen = await slide(element, [0.3, 0.5, 0.7]);
      for (const { stop } of counters) stop();
      expect(counters[0].reads()).to.equal(0);
      expect(counters[1].previews()).to.equal(3);
      expect(element.temperature).to.equal(0.2);
      await element.ready;
      await nextFrame();
      expect(isNear(seen, pixels(element)), JSON.stringify(properties)).to.equal(true);
      near(
        await shown(element),
        expected(0, { mask: { kind: 'causal' }, weighting: { kind: 'softmax', temperature: 0.2 } }),
      );
      expect(part(element, 'legend').textContent).to.contain('temperature 0.2');
      element.remove();
    }
  });

  it('so are several layers, shared keys, masks of a file, and scores', async () => {
    const mask = Array.from({ length: 7 }, (_, query) => Array.from({ length: 7 }, (__, key) => (query + key) % 3 > 0));
    const layers = {
      queries: { shape: [2, 1, 7, 4], data: queries.data },
      keys: { shape: [2, 1, 7, 4], data: keys.data },
    };
    const scores = { shape: [7, 7], data: queries.data.slice(0, 49).map((value, i) => (i % 5 ? value : -Infinity)) };
    for (const data of [
      layers,
      { ...layers, mask },
      { queries, keys: { shape: [1, 7, 4], data: keys.data.slice(28) }, mask },
      { scores },
    ]) {
      const element = await heatmapOf(data, { controls: true, weighting: 'softmax' });
      const counter = countPreviews();
      const seen = await slide(element, [0.3, 0.7]);
      counter.stop();
      expect(counter.previews()).to.equal(2);
      await element.ready;
      await nextFrame();
      expect(isNear(seen, pixels(element)), Object.keys(data).join()).to.equal(true);
      const fixed = await heatmapOf(data, { controls: true, weighting: 'softmax', temperature: 0.2 });
      expect(isNear(seen, pixels(fixed)), Object.keys(data).join()).to.equal(true);
      stand.replaceChildren();
    }
  });

  it('the figure is the same where values are needed to draw it', async () => {
    for (const properties of [
      { normalization: 'row' },
      { hideFirstToken: true },
      { head: 'mean' },
      { colormap: 'vik' },
      { scale: 'log' },
    ] as const) {
      const element = await heatmapOf({ queries, keys }, { ...one, ...properties });
      const counter = countPreviews();
      const seen = await slide(element, [0.3, 0.7]);
      counter.stop();
      expect(counter.previews()).to.equal(0);
      await element.ready;
      expect(isNear(seen, pixels(element)), JSON.stringify(properties)).to.equal(true);
      const fixed = await heatmapOf({ queries, keys }, { ...one, ...properties, temperature: 0.2 });
      expect(isNear(seen, pixels(fixed)), JSON.stringify(properties)).to.equal(true);
      stand.replaceChildren();
    }
  });

  it('the figure follows where there is no WebGL', async () => {
    const element = await heatmapOf({ queries, keys }, one);
    const restore = replace(Stage.prototype, {
      get gl() {
        return null;
      },
    });
    const seen = await slide(element, [0.3, 0.7]);
    await element.ready;
    restore();
    expect(isNear(seen, pixels(element))).to.equal(true);
    near(await shown(element), expected(0, { weighting: { kind: 'softmax', temperature: 0.2 } }));
  });

  it('a lost context costs nothing but the speed', async () => {
    const element = await heatmapOf({ queries, keys }, one);
    await slide(element, [0.3]);
    const lose = Stage.page.gl!.getExtension('WEBGL_lose_context')!;
    lose.loseContext();
    await slide(element, [0.5, 0.7]);
    lose.restoreContext();
    await slide(element, [0.8]);
    await element.ready;
    await quiet(element);
    near(await shown(element), expected(0, { weighting: { kind: 'softmax', temperature: 0.16 } }));
    const fixed = await heatmapOf({ queries, keys }, { ...one, temperature: 0.16 });
    expect(isNear(pixels(element), pixels(fixed))).to.equal(true);
  });

  it('an element that is taken away and put back ends at the exact values', async () => {
    const element = await heatmapOf({ queries, keys }, one);
    await slide(element, [0.3, 0.7]);
    element.remove();
    stand.append(element);
    await element.ready;
    near(await shown(element), expected(0, { weighting: { kind: 'softmax', temperature: 0.2 } }));
  });

  it('nothing is left on the graphics device when it has settled', async () => {
    const element = await heatmapOf({ queries, keys }, one);
    // What is made once for the page is made by the first.
    await slide(element, [0.3]);
    await element.ready;
    const gl = WebGL2RenderingContext.prototype;
    const { createTexture, deleteTexture } = gl;
    let textures = 0;
    gl.createTexture = function (this: WebGL2RenderingContext) {
      textures++;
      return createTexture.call(this);
    };
    gl.deleteTexture = function (this: WebGL2RenderingContext, texture) {
      if (texture) textures--;
      deleteTexture.call(this, texture);
    };
    await slide(element, [0.5, 0.7]);
    expect(textures).to.be.above(0);
    await element.ready;
    await nextFrame();
    Object.assign(gl, { createTexture, deleteTexture });
    expect(textures).to.equal(0);
  });
});
