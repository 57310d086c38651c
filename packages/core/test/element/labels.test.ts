import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { columnLabels, rowLabels, TextMeasure } from '../../src/element/index.js';

/** A font in which every letter is seven pixels wide, so that a test can say what fits. */
const letters = {
  width: (text: string) => 7 * [...text].length,
  widest: (texts: readonly string[]) => Math.max(0, ...texts.map((text) => 7 * [...text].length)),
  ink: () => ({ ascent: 9, descent: 3 }),
  lengths: () => (text: string) => 7 * [...text].length,
  shorten: (text: string, room: number) =>
    7 * [...text].length <= room ? text : `${[...text].slice(0, Math.max(1, Math.floor(room / 7) - 1)).join('')}…`,
} as unknown as TextMeasure;

/** The lowest height at which lines of 12 px stand clear of each other. */
const LINE_HEIGHT = 14;

const tokens = fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 200 });
const band = fc.double({ min: 0.05, max: 60, noNaN: true });

describe('labels of an axis', () => {
  it('of rows stand at least a line apart', () => {
    fc.assert(
      fc.property(tokens, band, fc.boolean(), (texts, height, plain) => {
        const { positions } = rowLabels(texts, height, 150, letters, plain);
        expect(positions.length).to.be.at.least(1);
        expect(positions[0]).to.equal(0);
        for (let i = 1; i < positions.length; i++) {
          expect((positions[i] - positions[i - 1]) * height).to.be.at.least(LINE_HEIGHT - 1e-6);
        }
      }),
    );
  });

  it('of columns never overlap, turned or not', () => {
    fc.assert(
      fc.property(tokens, band, (texts, width) => {
        const { positions, text, turned } = columnLabels(texts, width, 150, letters, false);
        for (let i = 1; i < positions.length; i++) {
          const apart = (positions[i] - positions[i - 1]) * width;
          const room = turned
            ? LINE_HEIGHT
            : (letters.width(text(positions[i])) + letters.width(text(positions[i - 1]))) / 2;
          expect(apart).to.be.at.least(room - 1e-6);
        }
      }),
    );
  });

  it('that are numbers never overlap, and come in steps of 1, 2 or 5', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), band, (count, width) => {
        const texts = Array.from({ length: count }, (_, i) => String(i));
        const { positions, turned } = columnLabels(texts, width, 150, letters, true);
        expect(turned).to.equal(false);
        const step = positions[1] ?? 1;
        expect(['1', '2', '5']).to.include(String(step).replace(/0+$/, ''));
        for (let i = 1; i < positions.length; i++) {
          expect(positions[i] - positions[i - 1]).to.equal(step);
          const room = (letters.width(texts[positions[i]]) + letters.width(texts[positions[i - 1]])) / 2;
          expect(step * width).to.be.at.least(room);
        }
      }),
    );
  });

  it('are all there where there is room', () => {
    const texts = ['the', 'cat', 'sat', 'the'];
    for (const labels of [rowLabels(texts, 20, 150, letters, false), columnLabels(texts, 40, 150, letters, false)]) {
      expect(labels.positions.map(labels.text)).to.deep.equal(texts);
    }
  });

  it('are shortened to the room across the axis, and take no more of it', () => {
    const texts = ['a', 'internationalisation', '注意力'];
    const labels = rowLabels(texts, 20, 70, letters, false);
    expect(labels.depth).to.be.at.most(70);
    expect(labels.text(0)).to.equal('a');
    expect(labels.text(1)).to.match(/^intern.*…$/);
    expect(labels.text(2)).to.equal('注意力');
  });
});

describe('measured text', () => {
  const measure = new TextMeasure('12px sans-serif');

  it('is as wide as the page draws it', () => {
    const span = document.createElement('span');
    span.style.cssText = 'font: 12px sans-serif; white-space: pre; position: absolute';
    document.body.append(span);
    for (const text of ['the', 'attention', '注意力', 'iiii']) {
      span.textContent = text;
      expect(measure.width(text)).to.be.closeTo(span.getBoundingClientRect().width, 0.6);
    }
    span.remove();
  });

  it('is shortened to the room, with an ellipsis, from its beginning', () => {
    const text = 'an uncommonly long token';
    for (const room of [20, 40, 60, 90]) {
      const short = measure.shorten(text, room);
      expect(measure.width(short)).to.be.at.most(room);
      expect(short).to.match(/…$/);
      expect(text.startsWith(short.slice(0, -1))).to.equal(true);
      // One character more would not have fitted.
      expect(measure.width(`${text.slice(0, short.length)}…`)).to.be.greaterThan(room);
    }
    expect(measure.shorten(text, 1000)).to.equal(text);
  });

  it('never cuts a character that is made of several', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(measure.shorten(family.repeat(5), 5)).to.equal(`${family}…`);
  });
});
