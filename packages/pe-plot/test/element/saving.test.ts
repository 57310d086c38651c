import { expect } from '@open-wc/testing';
import { parseCsv, picture, svgOf } from '../../../../scripts/testing/page/saved.js';
import type { PePlot } from '../../src/index.js';
import { button, frames, part, pixels, plot, plotOf, stand, until } from './fixture.js';

/** The texts of a saved figure. */
const said = (svg: Document) => [...svg.querySelectorAll('text')].map((text) => text.textContent);

/** Points of a path, in the coordinates of the document. */
function pointsOf(path: Element): [number, number][] {
  const [, , , , x, y] = /matrix\(([^)]*)\)/
    .exec(path.getAttribute('transform') ?? '')![1]
    .split(' ')
    .map(Number);
  return Array.from(path.getAttribute('d')!.matchAll(/[ML]([-\d.]+),([-\d.]+)/g), ([, a, b]) => [
    Number(a) + x,
    Number(b) + y,
  ]);
}

describe('SVG', () => {
  it('has curves as paths, text as text, and no image', async () => {
    const element = await plot('dimensions="0 1" overlaid length="50" heading="Two <waves>"');
    const svg = await svgOf(element);
    expect(svg.querySelector('image')).to.equal(null);
    for (const text of ['Two <waves>', 'position', 'value', 'PE0', 'PE1', '0', '−1'])
      expect(said(svg)).to.include(text);
    const curves = [...svg.querySelectorAll('path')].filter((path) => pointsOf(path).length >= 50);
    expect(curves).to.have.length(2);
    expect(new Set(curves.map((path) => path.getAttribute('stroke'))).size).to.equal(2);
  });

  it('has a curve where the screen has it: its ends at the frame, its peaks at the height of their values', async () => {
    const element = await plot('dimensions="0" overlaid length="100"');
    const svg = await svgOf(element);
    const curve = [...svg.querySelectorAll('path')].map(pointsOf).find((points) => points.length >= 100)!;
    const [frame] = frames(element);
    expect(curve.at(-1)![0] - curve[0][0]).to.be.closeTo(frame.width, 0.1);
    curve.forEach(([x, y], i) => {
      expect(x - curve[0][0]).to.be.closeTo((i / 99) * frame.width, 0.1);
      // sin 0 = 0 stands in the middle of the frame.
      expect(curve[0][1] - y).to.be.closeTo((Math.sin(i) * frame.height) / 2, 0.1);
    });
  });

  it('of a matrix has one image of its cells, in the colours of the screen, with axes of text', async () => {
    const element = await plot('kind="rotary" view="similarity" length="20"');
    const svg = await svgOf(element);
    const images = await Promise.all(
      [...svg.querySelectorAll('image')].map((image) => picture(image.getAttribute('href')!)),
    );
    const drawn = pixels(element, 'matrices');
    const [cells] = images.filter(({ height }) => height > 1);
    expect([cells.width, cells.height]).to.deep.equal([20, 20]);
    const onScreen = new Set(new Uint32Array(drawn.data.buffer));
    for (const color of new Uint32Array(cells.data.buffer)) expect(onScreen.has(color)).to.equal(true);
    expect(said(svg)).to.include('position');
  });

  it('of clocks has hands and angles', async () => {
    const element = await plot('kind="rotary" d-model="4" position="9" distance="2"');
    const svg = await svgOf(element);
    expect(said(svg)).to.include('114.6°');
    expect(svg.querySelectorAll('path').length).to.be.at.least(8);
    expect(svg.querySelector('image')).to.equal(null);
  });

  it('says what it is, and how to make it again', async () => {
    const element = await plot('kind="rotary" view="wavelengths" scaling="yarn" factor="8" trained="64" heading="Far"');
    const svg = await svgOf(element);
    expect(svg.querySelector('title')!.textContent).to.equal('Far');
    expect(svg.querySelector('desc')!.textContent).to.contain('wavelengths');
    const notes = JSON.parse(svg.querySelector('metadata')!.textContent!);
    expect(notes).to.deep.include({ view: 'wavelengths', scaling: 'yarn', factor: 8, trained: 64, source: null });
    expect(notes.compared).to.deep.equal([{ kind: 'rotary', scaling: null }]);
  });

  it('names the file that the table came from, in full', async () => {
    const url = URL.createObjectURL(new Blob(['[[1,0],[0,1],[1,1]]']));
    const notes = JSON.parse(
      (await svgOf(await plot(`kind="learned" src="${url}"`))).querySelector('metadata')!.textContent!,
    );
    expect(notes.source).to.equal(url);
  });

  it('has no buttons, no hints, no controls, no cursor', async () => {
    const element = await plot('kind="rotary" view="curves" overlaid controls');
    const text = (await svgOf(element)).documentElement.textContent!;
    for (const word of ['Save as', 'arrow keys', 'Encoding', 'Factor']) expect(text).not.to.contain(word);
  });

  it('holds the caption and the notes', async () => {
    stand.innerHTML = '<pe-plot trained="40"><span slot="caption">As in the paper</span></pe-plot>';
    const element = stand.firstElementChild as PePlot;
    const text = said(await svgOf(element)).join(' ');
    expect(text).to.contain('position 40').and.to.contain('As in the paper');
  });

  it('of a figure far below that was not drawn yet is whole', async () => {
    const space = document.createElement('div');
    space.style.height = '20000px';
    stand.append(space);
    const svg = await svgOf(await plot('dimensions="0" overlaid length="100"'));
    expect([...svg.querySelectorAll('path')].some((path) => pointsOf(path).length >= 100)).to.equal(true);
    const heatmap = await plot('view="heatmap" length="20"');
    await heatmap.toSVG();
    expect(new Set(new Uint32Array(pixels(heatmap, 'matrices').data.buffer)).size).to.be.above(10);
  });

  it('draws in a browser', async () => {
    const shown = await picture(new Blob([await (await plot()).toSVG()], { type: 'image/svg+xml' }));
    expect(new Set(new Uint32Array(shown.data.buffer)).size).to.be.above(20);
  });
});

describe('PNG', () => {
  for (const scale of [1, 2, 3]) {
    it(`at scale ${scale} has that many pixels, opaque`, async () => {
      const element = await plot('view="curves" overlaid');
      const blob = await element.toPNG({ scale });
      expect(blob.type).to.equal('image/png');
      const shown = await picture(blob);
      const { width, height } = part(element, 'figure').getBoundingClientRect();
      expect(shown.width / scale).to.be.within(width - 1, width + 80);
      expect(shown.height / scale).to.be.within(height * 0.5, height + 80);
      for (let i = 3; i < shown.data.length; i += 4) if (shown.data[i] !== 255) throw new Error(`a hole at ${i}`);
    });
  }

  it('is twice as large unless told', async () => {
    const element = await plot();
    const [one, unless] = [await picture(await element.toPNG({ scale: 1 })), await picture(await element.toPNG())];
    expect(unless.width).to.equal(2 * one.width);
  });
});

describe('CSV', () => {
  it('has every value of every plot, exactly, with its names', async () => {
    const element = await plot('kind="alibi" view="bias" heads="2" length="3"');
    const [header, ...rows] = parseCsv(await element.toCSV());
    expect(header).to.deep.equal(['encoding', 'plot', 'query position', 'key position', 'value']);
    const slopes = [1 / 16, 1 / 256];
    const expected = slopes.flatMap((slope, head) =>
      [0, 1, 2].flatMap((i) =>
        [0, 1, 2].map((j) => [
          'alibi',
          `head ${head}`,
          String(i),
          String(j),
          String(j > i ? -Infinity : -slope * (i - j) + 0),
        ]),
      ),
    );
    expect(rows).to.deep.equal(expected);
  });

  it('of a learned table has its float32 values to the last digit', async () => {
    const values = Float32Array.of(0.1, -1e-20, 3.4e38, NaN, 1 / 3, 7);
    const element = await plotOf({ kind: 'learned', data: { shape: [3, 2], data: values } });
    const rows = parseCsv(await element.toCSV()).slice(1);
    expect(rows.map((row) => Number(row[4]))).to.deep.equal([...values]);
  });

  it('of kinds that are compared has them all', async () => {
    const element = await plot('compare="sinusoidal alibi" length="4" heads="1"');
    const rows = parseCsv(await element.toCSV()).slice(1);
    expect(new Set(rows.map(([kind]) => kind))).to.deep.equal(new Set(['sinusoidal', 'alibi']));
    expect(rows).to.have.length(8);
  });
});

describe('the menu', () => {
  it('saves each kind as a file with a name of its own', async () => {
    const element = await plot('heading="My figure: 1/2"');
    const saved: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download);
    };
    try {
      for (const label of ['Save as SVG', 'Save as PNG', 'Save as CSV']) {
        const before = saved.length;
        button(element, label).click();
        await until(() => saved.length > before, label);
      }
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved).to.deep.equal(['My-figure-1-2.svg', 'My-figure-1-2.png', 'My-figure-1-2.csv']);
  });
});
