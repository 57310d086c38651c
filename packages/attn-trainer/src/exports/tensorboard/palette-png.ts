import { crc32, joinBytes } from '@attn-elements/core/data/write';

/** Bytes of a block that deflate may hold as they are. */
const BLOCK = 65_535;

/**
 * A PNG of one byte a pixel, each the number of one of 256 colours: matrices as they are, a cell a pixel.
 * @param colors 256 × 3 sRGB bytes
 */
export function palettePng(width: number, height: number, pixels: Uint8Array, colors: Uint8Array): Uint8Array {
  // Each row begins with its filter, none.
  const rows = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row++) {
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const size = joinBytes([bigEndian(width), bigEndian(height), Uint8Array.of(8, 3, 0, 0, 0)]);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const parts = [chunk('IHDR', size), chunk('PLTE', colors), chunk('IDAT', stored(rows)), chunk('IEND')];
  return joinBytes([signature, ...parts]);
}

function chunk(name: string, content: Uint8Array = new Uint8Array()): Uint8Array {
  const named = joinBytes([Uint8Array.from(name, (letter) => letter.charCodeAt(0)), content]);
  return joinBytes([bigEndian(content.length), named, bigEndian(crc32(named))]);
}

/** A stream of zlib (RFC 1950) that packs nothing: maps are small. */
function stored(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const block = bytes.subarray(at, at + BLOCK);
    const { length } = block;
    const isLast = Number(at + length === bytes.length);
    parts.push(Uint8Array.of(isLast, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255), block);
  }
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return joinBytes([...parts, bigEndian(high * 65_536 + low)]);
}

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
