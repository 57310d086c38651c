import { expect } from '@open-wc/testing';
import { picture, svgOf } from '../../../../scripts/testing/page/saved.js';
import { colored, errors, imageOf, ladder, listen, until } from './fixture.js';

/** Makes canvases that a picture is drawn onto unreadable, as browsers do where it is of another site. */
function lockPictures(): () => void {
  const context = CanvasRenderingContext2D.prototype;
  const canvas = HTMLCanvasElement.prototype;
  const { drawImage, getImageData } = context;
  const { toBlob, toDataURL } = canvas;
  const locked = new WeakSet<HTMLCanvasElement>();
  const check = (one: HTMLCanvasElement) => {
    if (locked.has(one)) throw new DOMException('tainted', 'SecurityError');
  };
  context.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
    if (args[0] instanceof HTMLImageElement) locked.add(this.canvas);
    Reflect.apply(drawImage, this, args);
  };
  context.getImageData = function (...args) {
    check(this.canvas);
    return getImageData.apply(this, args);
  };
  canvas.toDataURL = function (...args) {
    check(this);
    return toDataURL.apply(this, args);
  };
  canvas.toBlob = function (...args) {
    check(this);
    return toBlob.apply(this, args);
  };
  return () => {
    Object.assign(context, { drawImage, getImageData });
    Object.assign(canvas, { toBlob, toDataURL });
  };
}

describe('a saved figure', () => {
  it('holds the picture, the colours over it, and who looks', async () => {
    const element = await imageOf(ladder, { image: colored('rgb(0, 200, 0)'), heading: 'Patches' });
    const svg = await svgOf(element);
    const images = [...svg.querySelectorAll('image')];
    expect(images[0].getAttribute('href')).to.equal(colored('rgb(0, 200, 0)'));
    expect(images[1].getAttribute('href')).to.match(/^data:image\/png/);
    const boxes = images.slice(0, 2).map((one) => ['x', 'y', 'width', 'height'].map((name) => one.getAttribute(name)));
    expect(boxes[0]).to.deep.equal(boxes[1]);
    const texts = Array.from(svg.querySelectorAll('text'), (text) => text.textContent);
    expect(texts).to.include('Patches');
    expect(texts.join(' ')).to.contain('query: class token').and.not.to.contain('mean of all queries');
    expect(svg.querySelector('desc')!.textContent).to.contain('class token attends most to');
    const metadata = JSON.parse(svg.querySelector('metadata')!.textContent!);
    expect(metadata).to.include({ query: 0, layer: 0, head: 0, overlay: 'blend', colormap: 'inferno' });
  });

  it('has lines as paths', async () => {
    const element = await imageOf(ladder, { overlay: 'outline' });
    const wanted = element.shadowRoot!.querySelector('.line')!.getAttribute('d');
    const svg = await svgOf(element);
    expect([...svg.querySelectorAll('path')].map((path) => path.getAttribute('d'))).to.include(wanted);
  });

  it('as a PNG shows the picture under the colours', async () => {
    const element = await imageOf([0, 0, 0, 1], { image: colored('rgb(0, 200, 0)', 20, 20), opacity: 0.5 });
    const { data, width } = await picture(await element.toPNG({ scale: 1 }));
    const [red, green] = data.subarray((60 * width + 60) * 4, (60 * width + 60) * 4 + 2);
    // Green through a dark veil.
    expect(green).to.be.within(120, 195);
    expect(red).to.be.below(30);
  });

  it('tells why there is no PNG of a picture that may not be copied; an SVG links to it', async () => {
    const address = URL.createObjectURL(
      new Blob([decodeURIComponent(colored('red').split(',')[1])], { type: 'image/svg+xml' }),
    );
    const element = await imageOf(ladder, { image: address });
    const unlock = lockPictures();
    try {
      expect((await svgOf(element)).querySelector('image')!.getAttribute('href')).to.equal(address);
      const told = listen<{ code: string }>(element, 'attn-error');
      const [, png] = element.shadowRoot!.querySelectorAll<HTMLButtonElement>('.menu-list button');
      png.click();
      await until(() => errors(element).length > 0, 'a sentence');
      expect(errors(element)[0]).to.contain('may not be copied into this file');
      expect(told.map(({ code }) => code)).to.deep.equal(['picture-locked']);
    } finally {
      unlock();
    }
  });

  it('as CSV has every weight of the head', async () => {
    const element = await imageOf({ attention: [[0.5, 0.25, 0.25, 0]], query_tokens: ['a, "b"'] });
    expect((await element.toCSV()).split('\r\n').slice(0, 3)).to.deep.equal([
      'layer,head,query,key,query_token,key_token,weight',
      '0,0,0,0,"a, ""b""",,0.5',
      '0,0,0,1,"a, ""b""",,0.25',
    ]);
  });
});
