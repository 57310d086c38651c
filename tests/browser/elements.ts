import type { Locator, Page } from '@playwright/test';

/** Waits until every attn-* element of the page is defined and has drawn its source, or failed. */
export async function waitUntilReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const elements = [...document.querySelectorAll('*')].filter(
      ({ localName }) => localName.startsWith('attn-') || localName === 'pe-plot',
    );
    // Who follows another waits for that one, once it is an element of ours.
    await Promise.all(elements.map(({ localName }) => customElements.whenDefined(localName)));
    const ready = elements.map(async (element) => {
      // The picture of an element below the window's edge is drawn when it comes into view.
      element.scrollIntoView({ block: 'center' });
      await (element as Element & { updateComplete: Promise<unknown> }).updateComplete;
      await (element as Element & { ready: Promise<unknown> }).ready;
    });
    await Promise.all(ready);
    window.scrollTo(0, 0);
  });
}

/**
 * How many colours the canvases in an element's shadow show, the most of any one: 1 when it is blank; where words are shaded, or
 * lines drawn over a picture, or heads as points, in place of a canvas, how many shades and colours they have, 0 without any.
 * Drawing happens in a frame after the data is there, so a blank canvas is looked at again for a while.
 */
export async function distinctColours(element: Locator): Promise<number> {
  await element.scrollIntoViewIfNeeded();
  return element.evaluate(async (host) => {
    const colours = (canvas: HTMLCanvasElement) => {
      if (canvas.width === 0 || canvas.height === 0) return 0;
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const context = copy.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(canvas, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
    };
    let most = 0;
    for (let frame = 0; frame < 120; frame += 1) {
      const canvases = [...(host.shadowRoot?.querySelectorAll('canvas') ?? [])];
      const words = [...(host.shadowRoot?.querySelectorAll('[data-figure-box]') ?? [])];
      const shades = new Set(words.map((word) => getComputedStyle(word).backgroundColor)).size;
      const lines = [...(host.shadowRoot?.querySelectorAll('[part~=lines] path, path.hand') ?? [])];
      const strokes = new Set(lines.map((line) => getComputedStyle(line).stroke)).size;
      const points = [...(host.shadowRoot?.querySelectorAll('.head-point') ?? [])];
      const fills = new Set(points.map((point) => getComputedStyle(point).fill)).size;
      most = Math.max(shades, strokes, fills, ...canvases.map(colours));
      if (most > 1) break;
      await new Promise((next) => requestAnimationFrame(next));
    }
    return most;
  });
}
