import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pngPixels } from '../../src/vector/png-pixels.js';
import { standardFont, windowsCodes } from '../../src/vector/standard-fonts.js';
import { svgToPdf, svgToTikz, svgToTypst, type TextPixels } from '../../src/vector/index.js';

/** A PNG, its rows filtered in each of the five ways in turn (PNG 1.2, 6). */
function png(
  width: number,
  height: number,
  pixel: (x: number, y: number) => readonly number[],
): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => pixel(x, y)).flat());
  const channels = rows[0].length / width;
  const filtered = rows.flatMap((row, y) => {
    const filter = y % 5;
    const known = row.map((value, x) => {
      const [a, b, c] = [row[x - channels] ?? 0, rows[y - 1]?.[x] ?? 0, rows[y - 1]?.[x - channels] ?? 0];
      const near = [a, b, c].toSorted((one, other) => Math.abs(a + b - c - one) - Math.abs(a + b - c - other))[0];
      const paeth = [a, b, c].find((one) => Math.abs(a + b - c - one) === Math.abs(a + b - c - near))!;
      return (value - [0, a, b, Math.floor((a + b) / 2), paeth][filter] + 256) % 256;
    });
    return [filter, ...known];
  });
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, channels === 4 ? 6 : 2], 8);
  const packed = deflateSync(Buffer.from(filtered));
  const parts = [chunk('IHDR', head), chunk('IDAT', packed.subarray(0, 5)), chunk('IDAT', packed.subarray(5))];
  return new Uint8Array(
    Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), ...parts, chunk('IEND', Buffer.alloc(0))]),
  );
}

const picture = Buffer.from(png(3, 7, (x, y) => [40 * x, 30 * y, (17 * x * y) % 256, 255 - x])).toString('base64');

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
<title id="a">A figure</title><rect width="200" height="100" fill="rgb(255, 255, 255)"/>
<defs><pattern id="s" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="scale(0.5)"><path d="M0,0H2L0,2Z" fill="rgb(138, 90, 0)"/></pattern></defs>
<image x="10" y="20" width="30" height="70" preserveAspectRatio="none" style="image-rendering:pixelated!important;image-rendering:optimizeSpeed" href="data:image/png;base64,${picture}"/>
<path transform="translate(10 20)" d="M0,0H10V10H0Z" fill="url(#s)"/>
<path transform="matrix(1 0 0 1 5 5)" d="M0,0L10,10" fill="none" stroke="rgb(1, 2, 3)" stroke-opacity="0.5" stroke-width="2" stroke-dasharray="4 2"/>
<text transform="matrix(1 0 0 1 100 50)" x="0" y="0" text-anchor="middle" font-family="system-ui, sans-serif" font-size="16" font-weight="400" font-style="normal" fill="rgb(0, 0, 0)" xml:space="preserve">WiW &amp; (x)</text>
<text transform="matrix(0 -1 1 0 150 50)" x="0" y="0" text-anchor="end" font-family="sans-serif" font-size="16" font-weight="700" font-style="normal" fill="rgb(9, 9, 9)" xml:space="preserve">注意 "a"</text>
</svg>`;

const drawn: string[] = [];
const paint = (text: string): TextPixels => {
  drawn.push(text);
  const box = { x: 0, y: -1, width: 2, height: 1 };
  return { width: 4, height: 2, opacities: new Uint8Array(8).fill(255), colors: null, box, advance: 2 };
};

interface PdfObject {
  readonly head: string;
  readonly content: Buffer | null;
}

/** Objects of a PDF by their numbers, found by its table of places; streams unpacked. */
function objectsOf(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  const rows = text.slice(start).match(/\d{10} \d{5} n \n/g)!;
  expect(text.slice(start)).toMatch(new RegExp(`^xref\n0 ${rows.length + 1}\n`));
  return new Map(
    rows.map((row, at): [number, PdfObject] => {
      const place = Number(row.slice(0, 10));
      const begun = `${at + 1} 0 obj\n`;
      expect(text.slice(place, place + begun.length)).toBe(begun);
      const body = text.slice(place + begun.length, text.indexOf('\nendobj', place));
      const streamed = body.indexOf('stream\n');
      if (streamed < 0) return [at + 1, { head: body, content: null }];
      const length = Number(/\/Length (\d+)/.exec(body)![1]);
      const from = place + begun.length + streamed + 'stream\n'.length;
      expect(text.slice(from + length, from + length + 10)).toBe('\nendstream');
      return [at + 1, { head: body.slice(0, streamed), content: inflateSync(file.subarray(from, from + length)) }];
    }),
  );
}

const pdfOf = async (size = {}) =>
  objectsOf(Buffer.from(await (await svgToPdf(svg, 'Titel – 标题', paint, size)).arrayBuffer()));

describe('a figure as PDF', () => {
  it('is a page of its size, with text as text in the font that every reader has', async () => {
    const objects = [...(await pdfOf()).values()];
    const page = objects.find(({ head }) => head.includes('/Type /Page '))!;
    expect(page.head).toContain('/MediaBox [0 0 150 75]');
    const content = objects.find(({ content }) => content?.includes(' Tj'))!.content!.toString();
    // W 944, i 222, space 278, & 667, ( 333, x 500, ) 333: of Helvetica, by Adobe.
    const width = ((944 + 222 + 944 + 278 + 667 + 278 + 333 + 500 + 333) / 1000) * 16;
    const hex = Buffer.from('WiW & (x)').toString('hex');
    expect(content).toContain(`BT /Helvetica 16 Tf 1 0 0 -1 ${-width / 2} 0 Tm <${hex}> Tj ET`);
    expect(content).toContain('[4 2] 0 d');
  });

  it('has what these fonts lack as pixels that can be searched for', async () => {
    drawn.length = 0;
    const content = [...(await pdfOf()).values()].find(({ content }) => content?.includes(' Tj'))!.content!.toString();
    expect(drawn).toEqual(['注意 "a"']);
    expect(content).toContain('/ActualText <feff6ce8610f0020002200610022');
    // Its end is at the anchor: two sizes of its font wide, one high, up from the line.
    expect(content).toContain('q 32 0 0 -16 -32 0 cm');
  });

  it('has its pictures with their opacity, and its stripes', async () => {
    const objects = [...(await pdfOf()).values()];
    const image = objects.find(({ head }) => head.includes('/SMask') && head.includes('/Width 3 '))!;
    expect(image.content!.length).toBe(3 * 7 * 3);
    expect([...image.content!.subarray(3 * (2 * 3 + 1), 3 * (2 * 3 + 1) + 3)]).toEqual([40, 60, 34]);
    expect(objects.some(({ head }) => head.includes('/PatternType 1') && head.includes('/XStep 8'))).toBe(true);
  });

  it('is as wide as asked, with all text of one size', async () => {
    const objects = [...(await pdfOf({ width: '50.8mm', fontSize: '8pt' })).values()];
    expect(objects.some(({ head }) => head.includes('/MediaBox [0 0 144 72]'))).toBe(true);
    const content = objects.find(({ content }) => content?.includes(' Tj'))!.content!.toString();
    expect(content).toMatch(/^0\.720000 0 0 -0\.720000 0 72 cm/);
    // Eight points of a page whose pixel is 0.72 of one.
    expect(content).toContain('/Helvetica 11.111 Tf');
  });

  it.each(['85', '-3mm', 'wide', '0pt'])('refuses a width of %s', async (width) => {
    await expect(pdfOf({ width })).rejects.toMatchObject({ code: 'bad-option' });
    expect(() => svgToTypst(svg, { width })).toThrow('as in 85mm');
  });
});

describe('a figure whose picture is at an address', () => {
  it('is refused', async () => {
    const linked = svg.replace(/data:image[^"]*/, 'https://example.org/a.png');
    await expect(svgToPdf(linked, '', paint)).rejects.toMatchObject({ code: 'picture-locked' });
    expect(() => svgToTikz(linked, 'a')).toThrow('https://example.org/a.png');
  });
});

describe('a figure for LaTeX and Typst', () => {
  it('has text of its document, in one size', () => {
    const { source, files } = svgToTikz(svg, 'a', { fontSize: '8pt' });
    expect(source).toContain('[x=0.5bp,y=-0.5bp]');
    expect(source.match(/\\fontsize\{8bp\}/g)).toHaveLength(2);
    expect([...files.keys()]).toEqual(['a-1.png']);
    expect(svgToTypst(svg, { fontSize: '8pt' })).toContain('text(size: 8pt, fill: rgb(0, 0, 0), "WiW & (x)")');
  });

  it('has a dark ground, and no white one', () => {
    expect(svgToTypst(svg)).not.toContain('rgb(255, 255, 255)');
    const dark = svg.replace('fill="rgb(255, 255, 255)"', 'fill="rgb(18, 18, 18)"');
    expect(svgToTypst(dark)).toContain('fill: rgb(18, 18, 18)');
    expect(svgToTikz(dark, 'a').source).toContain('{rgb,255:red,18;green,18;blue,18}');
  });
});

describe('pixels of a PNG', () => {
  it('are what was written, whatever its filters', async () => {
    const { width, height, colors, opacities } = await pngPixels(
      png(5, 11, (x, y) => [x * y, 255 - y, x * 50, 10 * y]),
    );
    expect([width, height]).toEqual([5, 11]);
    for (let y = 0; y < 11; y++)
      for (let x = 0; x < 5; x++) {
        const at = y * 5 + x;
        expect([...colors.subarray(3 * at, 3 * at + 3), opacities![at]]).toEqual([x * y, 255 - y, x * 50, 10 * y]);
      }
  });

  it('are opaque where there is no opacity', async () => {
    expect((await pngPixels(png(2, 2, () => [1, 2, 3]))).opacities).toBe(null);
  });
});

describe('fonts that every reader has', () => {
  it.each([
    ['system-ui, sans-serif', '400', 'normal', 'Helvetica', 556],
    ['"DejaVu Sans", serif', '700', 'italic', 'Helvetica-BoldOblique', 611],
    ['Georgia, serif', '400', 'normal', 'Times-Roman', 500],
    ['serif', '400', 'italic', 'Times-Italic', 500],
    ['ui-monospace, monospace', '600', 'normal', 'Courier-Bold', 600],
  ])('%s %s %s is %s', (family, weight, style, name, width) => {
    const font = standardFont(family, weight, style);
    expect([font.name, font.widths('n'.charCodeAt(0))]).toEqual([name, width]);
  });

  it('have the letters of Windows-1252, and no others', () => {
    // By Microsoft's table of code page 1252.
    expect(windowsCodes('a–€ÿ…·×ž‘')).toEqual([0x61, 0x96, 0x80, 0xff, 0x85, 0xb7, 0xd7, 0x9e, 0x91]);
    expect(windowsCodes('a→')).toBe(null);
    expect(windowsCodes('−')).toBe(null);
  });
});
