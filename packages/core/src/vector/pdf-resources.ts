import { pathSegments } from './path-segments.js';
import type { PdfFile, Reference } from './pdf-file.js';
import { pngPixels } from './png-pixels.js';
import { channelsOf, round } from './size.js';
import type { Stripes } from './svg-items.js';
import type { TextPixels } from './text-painter.js';

/** Whatever a page of a PDF calls by name: fonts, opacities, stripes, pictures (PDF 1.7, 7.8.3). */
export class PdfResources {
  readonly #file: PdfFile;
  readonly #fonts = new Map<string, Reference>();
  readonly #states = new Map<string, Reference>();
  readonly #patterns = new Map<string, Reference>();
  readonly #pictures = new Map<string, Reference>();

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /** @param name one of the fonts that every reader has */
  font(name: string): string {
    return this.#name(this.#fonts, name.replace('-', ''), () =>
      this.#file.add(`<</Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding>>`),
    );
  }

  opacity(name: 'ca' | 'CA', opacity: number): string {
    const key = `${name}${String(opacity).replace('.', '')}`;
    return this.#name(this.#states, key, () => this.#file.add(`<</${name} ${opacity}>>`));
  }

  /** @param unit points a pixel @param height of the page, in pixels: patterns lie on the page, whatever is drawn on it */
  async pattern({ period, scale, d, color, opacity }: Stripes, unit: number, height: number): Promise<string> {
    const key = 'Stripes';
    if (!this.#patterns.has(key)) {
      const lines = pathSegments({ d, transform: [1, 0, 0, 1, 0, 0] }).map((segment) => {
        if (segment.kind === 'close') return 'h';
        const points = segment.kind === 'curve' ? [segment.from, segment.into, segment.to] : [segment.to];
        return `${points.flat().map(round).join(' ')} ${{ move: 'm', line: 'l', curve: 'c' }[segment.kind]}`;
      });
      const paint = channelsOf(color)
        .slice(0, 3)
        .map((part) => round(part / 255)); // prettier-ignore
      const state = opacity < 1 ? `/ca${String(opacity).replace('.', '')} gs ` : '';
      if (state) this.opacity('ca', opacity);
      const resources = `<<${this.#entry('ExtGState', this.#states)}>>`;
      const matrix = [unit * scale, 0, 0, -unit * scale, 0, unit * height].map(round).join(' ');
      const dictionary = ` /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 ${period} ${period}] /XStep ${period} /YStep ${period} /Matrix [${matrix}] /Resources ${resources}`;
      const content = `${state}${paint.join(' ')} rg\n${lines.join('\n')}\nf`;
      this.#patterns.set(key, await this.#file.addText(dictionary, content));
    }
    return `/${key}`;
  }

  async picture(content: Uint8Array<ArrayBuffer>, kind: 'png' | 'jpg', hasEdges: boolean): Promise<string> {
    // PDF blurs only what is told to be (8.9.5.3).
    const smooth = hasEdges ? '' : ' /Interpolate true';
    if (kind === 'jpg') {
      const { width, height, channels } = jpegSize(content);
      const space = channels === 1 ? '/DeviceGray' : channels === 4 ? '/DeviceCMYK' : '/DeviceRGB';
      return this.#addPicture(
        await this.#file.addStream(`${imageOf(width, height, space)} /Filter /DCTDecode${smooth}`, content, true),
      );
    }
    const { width, height, colors, opacities } = await pngPixels(content);
    const mask = opacities ? ` /SMask ${await this.#mask(width, height, opacities, smooth)}` : '';
    return this.#addPicture(
      await this.#file.addStream(`${imageOf(width, height, '/DeviceRGB')}${mask}${smooth}`, colors),
    );
  }

  /** Letters in one colour, or in their own, as opaque as each pixel is. */
  async stencil({ width, height, opacities, colors }: TextPixels, color: readonly number[]): Promise<string> {
    const mask = await this.#mask(width, height, opacities, ' /Interpolate true');
    const size = colors ? imageOf(width, height, '/DeviceRGB') : imageOf(1, 1, '/DeviceRGB');
    const pixels = colors ?? Uint8Array.from(color.slice(0, 3));
    return this.#addPicture(await this.#file.addStream(`${size} /SMask ${mask}`, pixels));
  }

  dictionary(): string {
    const { font, state, pattern, picture } = {
      font: this.#entry('Font', this.#fonts),
      state: this.#entry('ExtGState', this.#states),
      pattern: this.#entry('Pattern', this.#patterns),
      picture: this.#entry('XObject', this.#pictures),
    };
    return `<<${font}${state}${pattern}${picture}>>`;
  }

  #mask(width: number, height: number, opacities: Uint8Array<ArrayBuffer>, smooth: string): Promise<Reference> {
    return this.#file.addStream(`${imageOf(width, height, '/DeviceGray')}${smooth}`, opacities);
  }

  #addPicture(reference: Reference): string {
    return this.#name(this.#pictures, `Picture${this.#pictures.size + 1}`, () => reference);
  }

  #name(all: Map<string, Reference>, name: string, make: () => Reference): string {
    if (!all.has(name)) all.set(name, make());
    return `/${name}`;
  }

  #entry(kind: string, all: ReadonlyMap<string, Reference>): string {
    const entries = Array.from(all, ([name, reference]) => `/${name} ${reference}`);
    return entries.length > 0 ? `/${kind} <<${entries.join(' ')}>>` : '';
  }
}

const imageOf = (width: number, height: number, space: string): string =>
  ` /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} /BitsPerComponent 8`;

/** Size of a JPEG, from the header of its frame (ITU T.81, B.2.2). */
function jpegSize(jpeg: Uint8Array): { width: number; height: number; channels: number } {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 9 < jpeg.length; at += 2 + view.getUint16(at + 2)) {
    const marker = jpeg[at + 1];
    // All frames but what C4, C8 and CC are: tables, and extensions.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), channels: jpeg[at + 9] };
  }
  throw new Error('a JPEG without a frame');
}
