import { pngChunk } from '../../data/write/png.js';
import type { FigureNotes } from './svg.js';

/** Bytes of a PNG before its second chunk: the signature, and IHDR, which is first. */
const HEAD = 8 + 25;

/** A PNG that says how large it is on paper, and what it shows. @param dpi pixels an inch */
export async function withNotes(png: Blob, dpi: number, { title, description, metadata }: FigureNotes): Promise<Blob> {
  const texts = Object.entries({ Title: title, Description: description, Comment: JSON.stringify(metadata) });
  const chunks = [resolution(dpi), ...texts.map(([keyword, text]) => textChunk(keyword, text))];
  return new Blob([png.slice(0, HEAD), ...chunks, png.slice(HEAD)], { type: png.type });
}

/** Pixels a metre, both ways (pHYs; PNG 1.2, 4.2.4.2). */
function resolution(dpi: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(9));
  const meter = Math.round(dpi / 0.0254);
  view.setUint32(0, meter);
  view.setUint32(4, meter);
  view.setUint8(8, 1);
  return pngChunk('pHYs', new Uint8Array(view.buffer));
}

/** A text in UTF-8, neither packed nor translated (iTXt; PNG 1.2, 4.2.3.3). */
const textChunk = (keyword: string, text: string): Uint8Array<ArrayBuffer> =>
  pngChunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${text.replaceAll('\0', '\ufffd')}`));
