/** Pixels of a PNG: red, green and blue of each, and its opacity. */
export interface PngPixels {
  readonly width: number;
  readonly height: number;
  readonly colors: Uint8Array<ArrayBuffer>;
  /** Null where all is opaque. */
  readonly opacities: Uint8Array<ArrayBuffer> | null;
}

/** Channels by the kind of colour. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** Reads a PNG as canvases and our own writer make them: eight bits a channel, without a palette, not interlaced (PNG 1.2). */
export async function pngPixels(png: Uint8Array<ArrayBuffer>): Promise<PngPixels> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [bits, kind, , , interlace] = png.subarray(24, 29);
  const channels = CHANNELS[kind];
  if (bits !== 8 || !channels || interlace) throw new Error('a PNG of another kind');
  const packed: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 8; at + 12 <= png.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (name === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const unpacked = new Blob(packed).stream().pipeThrough(new DecompressionStream('deflate'));
  const rows = unfiltered(
    new Uint8Array(await new Response(unpacked).arrayBuffer()),
    width * channels,
    height,
    channels,
  );
  const colors = new Uint8Array(width * height * 3);
  const opacities = new Uint8Array(width * height);
  const isGrey = channels < 3;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * channels;
    for (let channel = 0; channel < 3; channel++) colors[3 * pixel + channel] = rows[isGrey ? at : at + channel];
    opacities[pixel] = channels % 2 === 0 ? rows[at + channels - 1] : 255;
  }
  return { width, height, colors, opacities: opacities.every((one) => one === 255) ? null : opacities };
}

/** Rows without what filters took of them (PNG 1.2, 6). */
function unfiltered(bytes: Uint8Array, length: number, height: number, channels: number): Uint8Array {
  const rows = new Uint8Array(length * height);
  for (let y = 0; y < height; y++) {
    const filter = bytes[y * (length + 1)];
    for (let x = 0; x < length; x++) {
      const at = y * length + x;
      const left = x < channels ? 0 : rows[at - channels];
      const above = y === 0 ? 0 : rows[at - length];
      const corner = x < channels || y === 0 ? 0 : rows[at - length - channels];
      const guess = [0, left, above, (left + above) >> 1, filter === 4 ? paeth(left, above, corner) : 0][filter];
      rows[at] = bytes[y * (length + 1) + 1 + x] + guess;
    }
  }
  return rows;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
