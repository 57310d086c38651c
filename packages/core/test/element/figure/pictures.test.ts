import { expect } from '@open-wc/testing';
import { pngOf } from '../../../src/element/figure/save-figure.js';
import { sceneToPng } from '../../../src/element/figure/png.js';
import { readScene } from '../../../src/element/figure/scene.js';
import { sceneToSvg } from '../../../src/element/figure/svg.js';

/** Left half red, right half blue. */
const flag =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="#f00"/><rect x="20" width="20" height="20" fill="#00f"/></svg>',
  );

/** A figure of one picture, 80 × 40 pixels, 20 from its left and 10 from its top. */
async function figure(src: string): Promise<HTMLElement> {
  const root = document.createElement('div');
  root.style.cssText = 'position: absolute; left: 50px; top: 60px; width: 200px; height: 100px; background: #fff';
  const image = document.createElement('img');
  image.style.cssText = 'position: absolute; left: 20px; top: 10px; width: 80px; height: 40px';
  image.src = src;
  root.append(image);
  document.body.append(root);
  await image.decode().catch(() => {});
  return root;
}

const notes = { title: '', description: '', metadata: {} };

const svgOf = async (root: HTMLElement) =>
  new DOMParser().parseFromString(await sceneToSvg(readScene(root), notes), 'image/svg+xml');

async function blobOf(color: string): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 4;
  const context = canvas.getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, 4, 4);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return URL.createObjectURL(blob!);
}

describe('a figure with a picture that is saved', () => {
  afterEach(() => document.body.replaceChildren());

  it('has it in its place, as the data that it was given as', async () => {
    const image = (await svgOf(await figure(flag))).querySelector('image')!;
    expect(image.getAttribute('href')).to.equal(flag);
    // The margin is 12.
    expect(['x', 'y', 'width', 'height'].map((name) => Number(image.getAttribute(name)))).to.deep.equal([
      32, 22, 80, 40,
    ]);
  });

  it('has it inside where it is a file', async () => {
    const url = await blobOf('rgb(10, 200, 30)');
    const href = (await svgOf(await figure(url))).querySelector('image')!.getAttribute('href')!;
    expect(href).to.match(/^data:image\/png;base64,/);
    const image = new Image();
    image.src = href;
    await image.decode();
    expect([image.naturalWidth, image.naturalHeight]).to.deep.equal([4, 4]);
  });

  it('shows it in a PNG', async () => {
    const bitmap = await createImageBitmap(await sceneToPng(readScene(await figure(flag)), 2, notes));
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d')!;
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    context.drawImage(bitmap, 0, 0);
    const at = (x: number, y: number) => [...context.getImageData(x * 2, y * 2, 1, 1).data];
    expect(at(32 + 20, 42)).to.deep.equal([255, 0, 0, 255]);
    expect(at(32 + 60, 42)).to.deep.equal([0, 0, 255, 255]);
    expect(at(20, 42)).to.deep.equal([255, 255, 255, 255]);
  });

  it('leaves out one that is broken', async () => {
    expect((await svgOf(await figure('data:image/png;base64,AAAA'))).querySelector('image')).to.equal(null);
  });

  it('tells why where it may not be copied, and links to it', async () => {
    const root = await figure(await blobOf('red'));
    const image = root.querySelector('img')!;
    // A picture of another site makes a canvas throw when it is read.
    const { toBlob, toDataURL } = HTMLCanvasElement.prototype;
    const locked = () => {
      throw new DOMException('The canvas has been tainted by cross-origin data.', 'SecurityError');
    };
    Object.assign(HTMLCanvasElement.prototype, { toBlob: locked, toDataURL: locked });
    try {
      expect((await svgOf(root)).querySelector('image')!.getAttribute('href')).to.equal(image.currentSrc);
      const failure = await pngOf({ figure: root, caption: null, line: null }, notes, { scale: 1 }).then(
        () => null,
        (error: { code: string; message: string }) => error,
      );
      expect(failure).to.include({ code: 'picture-locked' });
      expect(failure!.message).to.contain(image.currentSrc).and.to.contain('may not be copied');
    } finally {
      Object.assign(HTMLCanvasElement.prototype, { toBlob, toDataURL });
    }
  });
});
