import { imageKind } from './image-kind.js';
import { pathSegments } from './path-segments.js';
import { PdfFile, pdfText } from './pdf-file.js';
import { PdfResources } from './pdf-resources.js';
import { channelsOf, type PaperSize, round, type Scaled, scaledTo } from './size.js';
import { isPaper, readSvg, type SvgImage, type SvgItem, type SvgPath, type SvgText } from './svg-items.js';
import { standardFont, windowsCodes } from './standard-fonts.js';
import type { TextPainter } from './text-painter.js';

/**
 * A saved figure as a page of its size: lines stay lines, and text text, in fonts that every reader has. Letters that these lack
 * are drawn by the painter, and can be searched for and copied like all others.
 */
export async function svgToPdf(svg: string, title: string, paint: TextPainter, size: PaperSize = {}): Promise<Blob> {
  const figure = readSvg(svg);
  const scaled = scaledTo(figure, size);
  const { unit } = scaled;
  const file = new PdfFile();
  const page = new PdfPage(file, paint, scaled, figure.height);
  for (const [at, item] of figure.items.entries()) if (at > 0 || !isPaper(item)) await page.draw(item);
  // From pixels that run down to points that run up.
  const content = `${unit.toFixed(6)} 0 0 ${(-unit).toFixed(6)} 0 ${round(figure.height * unit)} cm\n${page.content}`;
  const stream = await file.addText('', content);
  const box = [figure.width, figure.height].map((length) => round(length * unit)).join(' ');
  // The page names its parent, whose number is the next one.
  const pages = file.add(`<</Type /Pages /Count 1 /Kids [${file.after(1)}]>>`);
  file.add(
    `<</Type /Page /Parent ${pages} /MediaBox [0 0 ${box}] /Contents ${stream} /Resources ${page.resources.dictionary()}>>`,
  );
  const catalog = file.add(`<</Type /Catalog /Pages ${pages} /ViewerPreferences <</DisplayDocTitle true>>>>`);
  const info = file.add(`<</Title ${pdfText(title)} /Creator (attn-elements)>>`);
  return file.written(catalog, info);
}

class PdfPage {
  readonly resources: PdfResources;
  readonly #paint: TextPainter;
  readonly #scaled: Scaled;
  readonly #height: number;
  readonly #lines: string[] = [];

  constructor(file: PdfFile, paint: TextPainter, scaled: Scaled, height: number) {
    this.resources = new PdfResources(file);
    this.#paint = paint;
    this.#scaled = scaled;
    this.#height = height;
  }

  get content(): string {
    return this.#lines.join('\n');
  }

  async draw(item: SvgItem): Promise<void> {
    this.#write('q');
    if (item.kind === 'path') await this.#drawPath(item);
    else if (item.kind === 'text') await this.#drawText(item);
    else await this.#drawImage(item);
    this.#write('Q');
  }

  #write(...parts: readonly (string | number)[]): void {
    this.#lines.push(parts.map((part) => (typeof part === 'number' ? round(part) : part)).join(' '));
  }

  async #drawPath(item: SvgPath): Promise<void> {
    const { fill, fillOpacity, stroke, strokeOpacity, strokeWidth, dashes, transform, stripes } = item;
    if (stripes) {
      this.#write('/Pattern cs', await this.resources.pattern(stripes, this.#scaled.unit, this.#height), 'scn');
      this.#trace({ d: item.d, transform });
      this.#write('f');
    } else if (fill) {
      this.#paintIn(fill, 'rg', fillOpacity, 'ca');
      this.#trace({ d: item.d, transform });
      this.#write('f');
    }
    if (!stroke) return;
    this.#paintIn(stroke, 'RG', strokeOpacity, 'CA');
    this.#write(...transform, 'cm', strokeWidth, 'w 4 M', `[${dashes.map(round).join(' ')}] 0 d`);
    this.#trace({ d: item.d, transform: [1, 0, 0, 1, 0, 0] });
    this.#write('S');
  }

  #trace(path: Pick<SvgPath, 'd' | 'transform'>): void {
    for (const segment of pathSegments(path)) {
      if (segment.kind === 'close') this.#write('h');
      else if (segment.kind === 'curve') this.#write(...segment.from, ...segment.into, ...segment.to, 'c');
      else this.#write(...segment.to, segment.kind === 'move' ? 'm' : 'l');
    }
  }

  #paintIn(color: string, operator: 'rg' | 'RG', opacity: number, name: 'ca' | 'CA'): void {
    this.#write(
      ...channelsOf(color)
        .slice(0, 3)
        .map((part) => part / 255),
      operator,
    ); // prettier-ignore
    if (opacity < 1) this.#write(this.resources.opacity(name, round(opacity)), 'gs');
  }

  async #drawText(item: SvgText): Promise<void> {
    const { text, x, y, anchor, isUpright, fill, fillOpacity, size, transform } = item;
    this.#paintIn(fill ?? 'rgb(0, 0, 0)', 'rg', fillOpacity, 'ca');
    this.#write(...transform, 'cm');
    const own = this.#scaled.fontSize(size) / this.#scaled.unit;
    if (!isUpright) return this.#drawLine(text.replace(/[\u202a-\u202e]/g, ''), item, own, x, y, anchor);
    // One character under the other, from the anchor down, up to it, or around it.
    const characters = [...text];
    const first = -characters.length * own * { start: 0, middle: 0.5, end: 1 }[anchor];
    for (const [at, character] of characters.entries())
      await this.#drawLine(character, item, own, x, y + first + (at + 0.88) * own, 'middle');
  }

  async #drawLine(
    text: string,
    look: SvgText,
    size: number,
    x: number,
    y: number,
    anchor: SvgText['anchor'],
  ): Promise<void> {
    const font = standardFont(look.family, look.weight, look.style);
    const codes = windowsCodes(text);
    const left = (advance: number) => x - advance * size * { start: 0, middle: 0.5, end: 1 }[anchor];
    if (codes) {
      const advance = codes.reduce((sum, code) => sum + font.widths(code), 0) / 1000;
      const digits = codes.map((code) => code.toString(16).padStart(2, '0')).join('');
      this.#write(
        'BT',
        this.resources.font(font.name),
        size,
        'Tf 1 0 0 -1',
        left(advance),
        y,
        'Tm',
        `<${digits}> Tj ET`,
      );
      return;
    }
    const painted = this.#paint(text, look);
    if (!painted) return;
    const { box, advance } = painted;
    const [start, width, height] = [left(advance), box.width * size, box.height * size];
    // A picture whose text is told beside it (14.9.4); a space that nobody sees, of its width, says where that stands.
    this.#write(`/Span <</ActualText ${pdfText(text)}>> BDC`);
    this.#write('q', width, 0, 0, -height, start + box.x * size, y + box.y * size + height, 'cm');
    this.#write(await this.resources.stencil(painted, channelsOf(look.fill ?? 'rgb(0, 0, 0)')), 'Do Q');
    const stretch = (100 * 1000 * advance) / font.widths(32);
    this.#write(
      'BT 3 Tr',
      this.resources.font(font.name),
      size,
      'Tf',
      stretch,
      'Tz 1 0 0 -1',
      start,
      y,
      'Tm (\\040) Tj ET EMC',
    );
  }

  async #drawImage({ x, y, width, height, content, hasEdges }: SvgImage): Promise<void> {
    const name = await this.resources.picture(content, imageKind(content), hasEdges);
    this.#write(width, 0, 0, -height, x, y + height, 'cm', name, 'Do');
  }
}
