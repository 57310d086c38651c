import { expect } from '@open-wc/testing';
import { keepDrawing } from '../../../src/element/canvas-drawing.js';
import { pathData, type Stroke } from '../../../src/element/chart/stroke-picture.js';
import { sceneToPng } from '../../../src/element/figure/png.js';
import { readScene } from '../../../src/element/figure/scene.js';
import { sceneToSvg } from '../../../src/element/figure/svg.js';

const zigzag: Stroke = {
  trace(sink, column) {
    sink.moveTo(1, 2);
    sink.lineTo(3.456789, 4 + column);
    sink.moveTo(5, 6);
    sink.lineTo(7, 8);
  },
  color: 'rgb(1, 2, 3)',
  width: 1.25,
};

/** A figure of one canvas, 20 pixels from its left and 10 from its top. */
function figure(...strokes: Stroke[]): HTMLElement {
  const root = document.createElement('div');
  root.style.cssText = 'position: absolute; left: 50px; top: 60px; width: 200px; height: 100px; background: #fff';
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position: absolute; left: 20px; top: 10px; width: 100px; height: 50px';
  if (strokes.length > 0) keepDrawing(canvas, { kind: 'strokes', picture: { width: 100, height: 50, strokes } });
  root.append(canvas);
  document.body.append(root);
  return root;
}

const notes = { title: '', description: '', metadata: {} };

async function svgOf(root: HTMLElement): Promise<Document> {
  const text = await sceneToSvg(readScene(root), notes);
  return new DOMParser().parseFromString(text, 'image/svg+xml');
}

describe('a figure of strokes that is saved', () => {
  afterEach(() => document.body.replaceChildren());

  it('has them as paths, in their colours and widths, and no image', async () => {
    const svg = await svgOf(figure(zigzag, { ...zigzag, color: 'rgb(9, 8, 7)', width: 2 }));
    expect(svg.querySelector('image')).to.equal(null);
    const paths = [...svg.querySelectorAll('path')];
    expect(paths.map((path) => path.getAttribute('stroke'))).to.deep.equal(['rgb(1, 2, 3)', 'rgb(9, 8, 7)']);
    expect(paths.map((path) => path.getAttribute('stroke-width'))).to.deep.equal(['1.25', '2']);
    for (const path of paths) {
      expect(path.getAttribute('fill')).to.equal('none');
      // Columns half a pixel wide, hundredths of pixels.
      expect(path.getAttribute('d')).to.equal('M1,2L3.46,4.5M5,6L7,8');
    }
  });

  for (const scale of [1, 0.5]) {
    it(`has them where the canvas stands, on a slide of scale ${scale} too`, async () => {
      const root = figure(zigzag);
      root.style.transform = `scale(${scale})`;
      const transform = (await svgOf(root)).querySelector('path')!.getAttribute('transform');
      // 20 and 10 pixels into the figure, which has a margin of 12.
      expect(transform).to.equal('matrix(1 0 0 1 32 22)');
    });
  }

  it('has an image of a canvas that holds no strokes', async () => {
    const svg = await svgOf(figure());
    expect(svg.querySelectorAll('image')).to.have.length(1);
    expect(svg.querySelector('path')).to.equal(null);
  });

  it('keeps how faint they are, in SVG and PNG', async () => {
    const band: Stroke = {
      trace: (sink) => {
        sink.moveTo(0, 25);
        sink.lineTo(100, 25);
      },
      color: 'rgb(0, 0, 0)',
      width: 10,
      opacity: 0.25,
    };
    const root = figure(band, { ...band, width: 2, opacity: undefined });
    const opacities = [...(await svgOf(root)).querySelectorAll('path')].map((path) =>
      path.getAttribute('stroke-opacity'),
    );
    expect(opacities).to.deep.equal(['0.25', null]);
    const picture = await createImageBitmap(await sceneToPng(readScene(root), 1, notes));
    const canvas = document.createElement('canvas');
    const context = Object.assign(canvas, { width: picture.width, height: picture.height }).getContext('2d')!;
    context.drawImage(picture, 0, 0);
    // The canvas stands 20 and 10 pixels into the figure, which has a margin of 12: on white, a quarter of black; and black.
    expect(context.getImageData(82, 12 + 10 + 22, 1, 1).data[0]).to.be.within(190, 192);
    expect(context.getImageData(82, 12 + 10 + 25, 1, 1).data[0]).to.equal(0);
  });

  it('writes a stroke of nothing as nothing', () => {
    expect(pathData({ ...zigzag, trace: () => {} })).to.equal('');
  });
});
