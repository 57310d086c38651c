import { expect } from '@open-wc/testing';
import { readPaint } from '../../../src/element/figure/paint.js';

describe('a computed colour', () => {
  it('is taken apart into what SVG calls a fill and its opacity', () => {
    expect(readPaint('rgb(251, 146, 60)')).to.deep.equal({ color: 'rgb(251, 146, 60)', opacity: 1 });
    expect(readPaint('rgba(251, 146, 60, 0.25)')).to.deep.equal({ color: 'rgb(251, 146, 60)', opacity: 0.25 });
    // What color-mix() gives.
    expect(readPaint('color(srgb 1 0.5 0 / 0.6)')).to.deep.equal({ color: 'rgb(255, 128, 0)', opacity: 0.6 });
    expect(readPaint('color(srgb 1 4e-1 0)')).to.deep.equal({ color: 'rgb(255, 102, 0)', opacity: 1 });
  });

  it('is none where nothing would be seen', () => {
    expect(readPaint('none')).to.equal(null);
    expect(readPaint('rgba(0, 0, 0, 0)')).to.equal(null);
    expect(readPaint('color(srgb 1 0.5 0 / 0)')).to.equal(null);
  });

  it('is of sRGB, whatever space it was written in', () => {
    // As CSS Color 4 converts it.
    expect(readPaint('oklch(0.628 0.2577 29.23)')).to.deep.equal({ color: 'rgb(255, 0, 0)', opacity: 1 });
    expect(readPaint('#c00')).to.deep.equal({ color: 'rgb(204, 0, 0)', opacity: 1 });
    expect(readPaint('rgb(200 0 0)')).to.deep.equal({ color: 'rgb(200, 0, 0)', opacity: 1 });
  });

  it('has no part beyond what bytes hold', () => {
    expect(readPaint('color(srgb 1.2 -0.1 0)')).to.deep.equal({ color: 'rgb(255, 0, 0)', opacity: 1 });
  });
});
