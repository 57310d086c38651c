import { crc32 } from './crc32.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A chunk of a PNG: its length, its four letters, its bytes and their checksum (PNG 1.2, 3.2). */
export function pngChunk(name: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(bytes.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, bytes.length);
  chunk.set(new TextEncoder().encode(name), 4);
  chunk.set(bytes, 8);
  view.setUint32(bytes.length + 8, crc32(chunk.subarray(4, bytes.length + 8)));
  return chunk;
}

/**
 * A PNG of RGBA pixels, eight bits each, as they are: a canvas would multiply colours with their opacity first.
 * @param strips rows of pixels from the top down, as many at a time as suits
 */
export async function writePng(
  width: number,
  height: number,
  strips: AsyncIterable<Uint8Array | Uint8ClampedArray>,
): Promise<Blob> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // Eight bits a channel, colour with opacity.
  header.set([8, 6], 8);
  const packing = new CompressionStream('deflate');
  const packed = new Response(packing.readable).arrayBuffer();
  const writer = packing.writable.getWriter();
  for await (const strip of strips) await writer.write(unfiltered(strip, 4 * width));
  await writer.close();
  const data = pngChunk('IDAT', new Uint8Array(await packed));
  const parts = [Uint8Array.from(SIGNATURE), pngChunk('IHDR', header), data, pngChunk('IEND', new Uint8Array())];
  return new Blob(parts, { type: 'image/png' });
}

/** Rows, each after the byte that says that it is not filtered. */
function unfiltered(strip: Uint8Array | Uint8ClampedArray, row: number): Uint8Array<ArrayBuffer> {
  const rows = strip.length / row;
  const bytes = new Uint8Array(rows * (row + 1));
  for (let y = 0; y < rows; y++) bytes.set(strip.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  return bytes;
}
