import type { Room, TextMeasure } from '@attn-elements/core/element';
import { describe, expect, it } from 'vitest';
import type { Facet } from '../../src/drawing.js';
import { layOutPlot, plotAt } from '../../src/layout.js';
import { defaults, type Kind, type PlotSettings, type ViewName } from '../../src/settings.js';
import { everyView, shown as shownOf } from './shown.js';

/** A font in which every letter is six pixels wide. */
const letters = {
  width: (text: string) => 6 * text.length,
  widest: (texts: readonly string[]) => Math.max(0, ...texts.map((text) => 6 * text.length)),
  shorten: (text: string) => text,
  ink: () => ({ ascent: 9, descent: 3 }),
  lengths: () => (text: string) => 6 * text.length,
  at: () => letters,
} as unknown as TextMeasure;
const format = (value: number) => String(Number(value.toPrecision(3)));

const lay = (shown: readonly Facet[], room: Partial<Room>) =>
  layOutPlot(shown, { width: 640, height: null, pixelRatio: 1, ...room }, letters, format);

const shown = (kind: Kind, view: ViewName, settings: Partial<PlotSettings> = {}) =>
  shownOf(kind, view, { ...defaults, ...settings });

describe('the plots of a figure', () => {
  it.each(everyView)('$kind, $view: lie side by side in their room, none on another', ({ kind, view }) => {
    for (const width of [200, 320, 640, 1200]) {
      for (const pixelRatio of [1, 1.5, 2]) {
        const { plots, ...size } = lay(shown(kind, view), { width, pixelRatio });
        expect(size.width).toBe(width);
        for (const [i, plot] of plots.entries()) {
          expect(plot.x).toBeGreaterThanOrEqual(0);
          expect(plot.y).toBeGreaterThanOrEqual(0);
          expect(plot.x + plot.width).toBeLessThanOrEqual(width);
          expect(plot.y + plot.height).toBeLessThanOrEqual(size.height);
          // Frames on whole device pixels are sharp.
          for (const edge of [plot.x, plot.y, plot.width, plot.height])
            expect((edge * pixelRatio) % 1).toBeCloseTo(0, 6);
          for (const other of plots.slice(i + 1)) {
            const isApart =
              other.x >= plot.x + plot.width ||
              plot.x >= other.x + other.width ||
              other.y >= plot.y + plot.height ||
              plot.y >= other.y + other.height;
            expect(isApart).toBe(true);
          }
        }
      }
    }
  });

  it.each(everyView)('$kind, $view: show each facet, and each line once', ({ kind, view }) => {
    const list = shown(kind, view);
    const { plots } = lay(list, {});
    list.forEach(({ content }, facet) => {
      const own = plots.filter((plot) => plot.facet === facet);
      if (content.type === 'lines') {
        expect(own.flatMap(({ lines }) => lines)).toEqual(content.lines);
        expect(own).toHaveLength(content.apart ? content.lines.length : 1);
      } else if (content.type === 'turns') {
        expect(own.map(({ clock }) => clock)).toEqual(content.pairs.map((_, i) => i));
      } else expect(own).toHaveLength(1);
    });
  });

  it.each(everyView)('$kind, $view: have the height that a page gives them', ({ kind, view }) => {
    for (const height of [300, 500]) {
      const list = shown(kind, view, { heads: 4, dModel: 8 });
      expect(lay(list, { height }).height).toBeLessThanOrEqual(height + 1);
    }
  });

  it.each(everyView)('$kind, $view: have scales that fill them, matrices from the top down', ({ kind, view }) => {
    const list = shown(kind, view);
    for (const plot of lay(list, {}).plots) {
      const { x, y, content } = list[plot.facet];
      expect([plot.scaleX(x.domain[0]), plot.scaleX(x.domain[1])]).toEqual([
        plot.x,
        expect.closeTo(plot.x + plot.width),
      ]);
      const [top, bottom] = content.type === 'matrix' ? y.domain : [y.domain[1], y.domain[0]];
      expect(plot.scaleY(top)).toBeCloseTo(plot.y);
      expect(plot.scaleY(bottom)).toBeCloseTo(plot.y + plot.height);
      for (const tick of plot.ticksX) expect(plot.scaleX(tick)).toBeGreaterThanOrEqual(plot.x - 1e-6);
      for (const tick of plot.ticksX) expect(plot.scaleX(tick)).toBeLessThanOrEqual(plot.x + plot.width + 1e-6);
    }
  });

  it.each(everyView)('$kind, $view: have ticks whose labels do not touch', ({ kind, view }) => {
    for (const width of [200, 320, 640, 1200]) {
      for (const { ticksX, ticksY, scaleX, scaleY } of lay(shown(kind, view), { width }).plots) {
        const [across, down] = [ticksX, ticksY].map((ticks) => ticks.map(format));
        for (let i = 1; i < ticksX.length; i++) {
          const room = (letters.width(across[i]) + letters.width(across[i - 1])) / 2;
          expect(scaleX(ticksX[i]) - scaleX(ticksX[i - 1]), across.join(' ')).toBeGreaterThan(room);
        }
        for (let i = 1; i < ticksY.length; i++) {
          expect(Math.abs(scaleY(ticksY[i]) - scaleY(ticksY[i - 1])), down.join(' ')).toBeGreaterThan(11);
        }
      }
    }
  });

  it('that share their axes name them once', () => {
    const { plots, titles } = lay(shown('sinusoidal', 'curves', { dModel: 100 }), {});
    expect(plots).toHaveLength(100);
    expect(titles.map(({ turned }) => turned)).toEqual([false, true]);
    const left = Math.min(...plots.map(({ x }) => x));
    for (const { x, ticksY } of plots) expect(ticksY.length > 0).toBe(x === left);
  });

  it('of other numbers each have their own', () => {
    const list = [...shown('sinusoidal', 'kernel'), ...shown('alibi', 'kernel', { length: 40 })];
    const { plots, titles } = lay(list, {});
    expect(titles).toHaveLength(2 * plots.length);
    for (const { ticksX, ticksY } of plots) {
      expect(Math.min(ticksX.length, ticksY.length)).toBeGreaterThan(1);
    }
  });

  it('of positions by positions are squares', () => {
    for (const width of [200, 640, 2000]) {
      const [{ width: across, height: down }] = lay(shown('rotary', 'similarity'), { width }).plots;
      expect(across).toBe(down);
    }
  });

  it('are found at every point of theirs, and nowhere else', () => {
    const layout = lay(shown('alibi', 'bias', { length: 12 }), {});
    for (const plot of layout.plots) {
      expect(plotAt(layout, plot.x, plot.y)).toBe(plot);
      expect(plotAt(layout, plot.x + plot.width - 0.1, plot.y + plot.height - 0.1)).toBe(plot);
      expect(plotAt(layout, plot.x - 1, plot.y + 1)).not.toBe(plot);
    }
    expect(plotAt(layout, 0, 0)).toBeNull();
    expect(plotAt(layout, 5000, 5)).toBeNull();
  });
});
