import { type Canvas, createCanvas, ImageData, loadImage, Path2D } from '@napi-rs/canvas';
import { hasFonts, knownFont, usualMetrics } from './fonts.js';

/** Pixels behind an element of the page: of a canvas, or of a picture that has come. */
const pixels = new WeakMap<object, Canvas | Awaited<ReturnType<typeof loadImage>>>();

function canvasOf(element: HTMLCanvasElement): Canvas {
  let canvas = pixels.get(element) as Canvas | undefined;
  if (!canvas || canvas.width !== element.width || canvas.height !== element.height)
    pixels.set(element, (canvas = createCanvas(element.width, element.height)));
  return canvas;
}

/** Draws of elements of the page what is behind them, and knows the fonts behind generic names. */
function contextOf(element: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvasOf(element).getContext('2d');
  return new Proxy(context, {
    get(target, name) {
      if (name === 'canvas') return element;
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'measureText' && !hasFonts()) return (text: string) => usualMetrics(text, target.font);
      if (name === 'drawImage')
        return (image: HTMLCanvasElement, ...place: number[]) => {
          const source = 'getContext' in image ? canvasOf(image) : pixels.get(image);
          if (source) Reflect.apply(value, target, [source, ...place]);
        };
      return value.bind(target);
    },
    set: (target, name, value) => Reflect.set(target, name, name === 'font' ? knownFont(value) : value, target),
  }) as unknown as CanvasRenderingContext2D;
}

/** Gives the canvases and pictures of a page pixels. */
export function drawCanvases(page: Window & typeof globalThis): void {
  const contexts = new WeakMap<Canvas, CanvasRenderingContext2D>();
  Object.assign(page.HTMLCanvasElement.prototype, {
    getContext(this: HTMLCanvasElement, kind: string) {
      if (kind !== '2d') return null;
      const canvas = canvasOf(this);
      let context = contexts.get(canvas);
      if (!context) contexts.set(canvas, (context = contextOf(this)));
      return context;
    },
    toDataURL(this: HTMLCanvasElement) {
      return canvasOf(this).toDataURL('image/png');
    },
    toBlob(this: HTMLCanvasElement, done: (blob: Blob) => void) {
      done(new Blob([new Uint8Array(canvasOf(this).toBuffer('image/png'))], { type: 'image/png' }));
    },
  });
  Object.assign(globalThis, { ImageData, Path2D });
  loadPictures(page);
}

/** Pictures come as in a browser: an address is set, and an event tells of them. */
function loadPictures(page: Window & typeof globalThis): void {
  const sizes = (name: 'width' | 'height') => ({
    configurable: true,
    get(this: HTMLImageElement) {
      return pixels.get(this)?.[name] ?? 0;
    },
  });
  const { prototype } = page.HTMLImageElement;
  Object.defineProperty(prototype, 'naturalWidth', sizes('width'));
  Object.defineProperty(prototype, 'naturalHeight', sizes('height'));
  const load = async (image: HTMLImageElement, address: string) => {
    try {
      const response = await fetch(address);
      pixels.set(image, await loadImage(Buffer.from(await response.arrayBuffer())));
      image.dispatchEvent(new page.Event('load'));
    } catch {
      image.dispatchEvent(new page.Event('error'));
    }
  };
  const { setAttribute } = prototype;
  prototype.setAttribute = function (this: HTMLImageElement, name: string, value: string) {
    setAttribute.call(this, name, value);
    if (name === 'src') void load(this, value);
  };
  Object.defineProperty(prototype, 'src', {
    configurable: true,
    get(this: HTMLImageElement) {
      return this.getAttribute('src') ?? '';
    },
    set(this: HTMLImageElement, value: string) {
      this.setAttribute('src', value);
    },
  });
  Object.defineProperty(prototype, 'currentSrc', {
    configurable: true,
    get(this: HTMLImageElement) {
      return this.src;
    },
  });
}
