import { crc32 } from '../../data/write/crc32.js';

/** Bytes of a PNG before its second chunk: the signature, and IHDR, which is first. */
const HEAD = 8 + 25;

/** A PNG that says how large it is on paper (chunk pHYs; PNG 1.2, 4.2.4.2). @param dpi pixels an inch */
export async function withResolution(png: Blob, dpi: number): Promise<Blob> {
  const meter = Math.round(dpi / 0.0254);
  const chunk = new DataView(new ArrayBuffer(21));
  chunk.setUint32(0, 9);
  chunk.setUint32(4, 0x70485973);
  chunk.setUint32(8, meter);
  chunk.setUint32(12, meter);
  // Pixels a metre.
  chunk.setUint8(16, 1);
  chunk.setUint32(17, crc32(new Uint8Array(chunk.buffer, 4, 13)));
  return new Blob([png.slice(0, HEAD), chunk.buffer, png.slice(HEAD)], { type: png.type });
}
