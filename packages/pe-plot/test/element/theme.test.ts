import { expect } from '@open-wc/testing';
import type { PePlot } from '../../src/index.js';
import { change, frames, pixels, plot, stand, until } from './fixture.js';

/** The commonest opaque colour of the curves, as red, green and blue. */
function curveColor(element: PePlot): number[] {
  const counts = new Map<number, number>();
  for (const word of new Uint32Array(pixels(element, 'lines').data.buffer)) {
    if (word >>> 24 === 255) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [[most]] = [...counts].sort((a, b) => b[1] - a[1]);
  return [most & 255, (most >> 8) & 255, (most >> 16) & 255];
}

/** How light a colour looks, 0 to 1 (WCAG 2.2). */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((byte) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const dark = 'width: 640px; color-scheme: dark; background: #000; color: #fff';
const single = 'dimensions="0" overlaid length="200"';

describe('the colours of curves', () => {
  it('are those of the page: seen on white, and on black', async () => {
    const light = curveColor(await plot(single));
    stand.style.cssText = dark;
    const onBlack = curveColor(await plot(single));
    const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    // What WCAG 2.2 asks of graphics.
    expect(contrast(luminance(light), 1)).to.be.above(3);
    expect(contrast(luminance(onBlack), 0)).to.be.above(3);
    expect(onBlack).not.to.deep.equal(light);
  });

  it('of many curves are seen too, the first and the last', async () => {
    const ends = async () => {
      const element = await plot('overlaid dimensions="0-7" length="60"');
      const strokes = [...element.shadowRoot!.querySelectorAll('.legend line')].map(
        (line) => line.getAttribute('stroke')!,
      );
      return [strokes[0], strokes[strokes.length - 1]];
    };
    const light = await ends();
    stand.style.cssText = dark;
    const onBlack = await ends();
    expect(new Set([...light, ...onBlack]).size).to.equal(4);
  });

  for (const [page, look, lightness] of [
    ['white', 'width: 640px', 0.55],
    ['black', dark, 0.78],
  ] as const)
    it(`of many curves, on ${page}, are hues of oklch as the browser paints them`, async () => {
      stand.style.cssText = look;
      const element = await plot('overlaid dimensions="0-6" length="60"');
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const painted = (color: string) => {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data];
      };
      const strokes = [...element.shadowRoot!.querySelectorAll('.legend line')].map(
        (one) => one.getAttribute('stroke')!,
      );
      expect(strokes).to.have.length(7);
      strokes.forEach((stroke, i) => {
        const [found, wanted] = [stroke, `oklch(${lightness} 0.15 ${265 - 40 * i})`].map(painted);
        found.forEach((byte, channel) => expect(byte, `${stroke} of curve ${i}`).to.be.closeTo(wanted[channel], 2));
      });
    });

  it('follow a theme that is switched while they are shown', async () => {
    const element = await plot(single);
    const before = curveColor(element);
    stand.style.cssText = dark;
    await until(() => curveColor(element).join() !== before.join(), 'the curve has turned');
    stand.style.cssText = 'width: 640px';
    await until(() => curveColor(element).join() === before.join(), 'and back');
  });

  it('can be set by the page', async () => {
    stand.style.setProperty('--attn-line', 'rgb(12, 130, 55)');
    expect(curveColor(await plot(single))).to.deep.equal([12, 130, 55]);
    stand.style.removeProperty('--attn-line');
  });
});

describe('matrices', () => {
  it('show cells that may not be attended in the colour of the page', async () => {
    stand.style.setProperty('--attn-masked', 'rgb(1, 2, 250)');
    const element = await plot('kind="alibi" heads="1" length="4"');
    const { width, data } = pixels(element, 'matrices');
    const frame = frames(element)[0];
    const canvas = element.shadowRoot!.querySelector('canvas.matrices')!.getBoundingClientRect();
    const at = (across: number, down: number) => {
      const x = Math.floor((frame.x - canvas.x + across * frame.width) * devicePixelRatio);
      const y = Math.floor((frame.y - canvas.y + down * frame.height) * devicePixelRatio);
      return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
    };
    expect(at(0.9, 0.1)).to.deep.equal([1, 2, 250]);
    expect(at(0.1, 0.9)).not.to.deep.equal([1, 2, 250]);
    stand.style.removeProperty('--attn-masked');
  });

  it('have their middle colour at 0, and two hues around it', async () => {
    const element = await plot('view="heatmap" length="60" d-model="2"');
    const read = () => new Set(new Uint32Array(pixels(element, 'matrices').data.buffer));
    const shown = read();
    expect(shown.size).to.be.above(20);
    await change(element, { colormap: 'greys' });
    const greys = [...read()].filter((word) => word >>> 24 === 255);
    for (const word of greys) expect(word & 255).to.equal((word >> 8) & 255);
  });
});
