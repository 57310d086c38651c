import type { TextMeasure } from '@attn-elements/core/element';
import { describe, expect, it } from 'vitest';
import { type Direction, inView, layOutLinks, linksPlaceOf, scrollTo, tokenAt } from '../../src/layout.js';

/** Seven pixels a character. */
const measure = {
  width: (text: string) => text.length * 7,
  widest: (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length * 7)),
  shorten: (text: string) => text,
  ink: () => ({ ascent: 9, descent: 3 }),
  lengths: () => (text: string) => text.length * 7,
  at: () => measure,
} as unknown as TextMeasure;

const words = (count: number, word = 'token') => Array.from({ length: count }, () => word);

function layout(
  queries: number,
  keys: number,
  room: { width?: number; height?: number | null } = {},
  direction: Direction = 'vertical',
  word = 'token',
) {
  const texts = { queries: words(queries, word), keys: words(keys, word), queryTitle: 'Queries', keyTitle: 'Keys' };
  const { width = 640, height = null } = room;
  return layOutLinks([queries, keys], texts, direction, { width, height, pixelRatio: 1 }, measure);
}

describe('tokens down the page', () => {
  it('stand at both sides of the lines, and inside of the figure, however narrow it is', () => {
    for (const width of [280, 360, 640, 1400]) {
      for (const word of ['a', 'internationalisation-of-tokenisers']) {
        const { sides, view } = layout(15, 15, { width }, 'vertical', word);
        const [query, key] = sides;
        expect(query.from).toBeGreaterThanOrEqual(0);
        expect(query.to).toBe(query.edge);
        expect(key.edge - query.edge).toBeGreaterThanOrEqual(56);
        expect(key.to).toBeLessThanOrEqual(view.width);
      }
    }
  });

  it('have as much room as a finger needs, in a figure of a low height too, which then scrolls', () => {
    for (const height of [null, 100, 300, 1000]) expect(layout(40, 40, { height }).band).toBeGreaterThanOrEqual(24);
    const low = layout(40, 40, { height: 300 });
    expect(low.length).toBe(280);
    expect(low.content).toBe(960);
  });

  it('fill a figure that is a little higher than they need', () => {
    expect(layout(10, 10, { height: 320 }).content).toBe(300);
    expect(layout(10, 10, { height: 900 }).content).toBe(320);
  });

  it('of a long text show a window of it, and of a short one all', () => {
    expect(layout(2000, 2000).length).toBe(640);
    expect(layout(20, 7).length).toBe(480);
  });
});

describe('tokens along a line', () => {
  it('share the width, their words upright, where there is room', () => {
    const { band, turned, content } = layout(6, 5, {}, 'horizontal');
    expect([band, turned, content]).toEqual([640 / 6, false, 640]);
  });

  it('are turned where words are long, and scroll where they are many', () => {
    const { turned, content, length, band } = layout(60, 60, {}, 'horizontal', 'internationalisation');
    expect(turned).toBe(true);
    expect(band).toBeGreaterThanOrEqual(24);
    expect(content).toBeGreaterThan(length);
    expect(length).toBe(640);
  });

  it('have queries above, then lines, then keys', () => {
    for (const height of [null, 200, 600]) {
      const { sides, view } = layout(6, 5, { height }, 'horizontal');
      expect(sides[0].from).toBeGreaterThanOrEqual(0);
      expect(sides[0].to).toBeLessThan(sides[1].from);
      expect(sides[1].to).toBeLessThanOrEqual(view.height);
    }
  });
});

describe('a place of the view', () => {
  for (const direction of ['vertical', 'horizontal'] as const) {
    it(`belongs to the token that stands there, ${direction}`, () => {
      const found = layout(2000, 1500, {}, direction);
      for (const scrolled of [0, 7, 5000]) {
        for (const side of found.sides) {
          const [first, end] = inView(found, side.count, scrolled);
          expect(end - first).toBeGreaterThan(5);
          for (let index = first + 1; index < end - 1; index++) {
            const along = linksPlaceOf(found, index, scrolled);
            const across = (side.from + side.to) / 2;
            const [x, y] = direction === 'vertical' ? [across, along] : [along, across];
            expect(tokenAt(found, x, y, scrolled)).toEqual({ side: side.name, index });
          }
        }
      }
    });
  }

  it('between the sides, beyond the last token and outside of the view belongs to none', () => {
    const found = layout(5, 3);
    const [query, key] = found.sides;
    expect(tokenAt(found, (query.edge + key.edge) / 2, 30, 0)).toBe(null);
    expect(tokenAt(found, key.edge + 5, linksPlaceOf(found, 4, 0), 0)).toBe(null);
    expect(tokenAt(found, query.edge - 5, -1, 0)).toBe(null);
    expect(tokenAt(found, query.edge - 5, linksPlaceOf(found, 4, 0), 0)).toEqual({ side: 'query', index: 4 });
  });

  it('comes into view by scrolling, never further than there are tokens', () => {
    const found = layout(2000, 2000);
    expect(scrollTo(found, 5, 0)).toBe(0);
    for (const index of [0, 700, 1999]) {
      for (const scrolled of [0, 30_000]) {
        const to = scrollTo(found, index, scrolled);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(found.content - found.length);
        expect(linksPlaceOf(found, index, to)).toBeGreaterThan(0);
        expect(linksPlaceOf(found, index, to)).toBeLessThan(found.length);
      }
    }
  });
});
