import { createCanvas, loadImage } from '@napi-rs/canvas';

/** A picture as the address that holds it: as it is where LaTeX and Typst read it, else drawn anew. */
export async function asPngOrJpeg(bytes: Uint8Array): Promise<string> {
  const content = Buffer.from(bytes);
  const start = content.subarray(0, 4).toString('hex');
  if (start === '89504e47') return `data:image/png;base64,${content.toString('base64')}`;
  if (start.startsWith('ffd8')) return `data:image/jpeg;base64,${content.toString('base64')}`;
  const picture = await loadImage(content);
  const canvas = createCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.toDataURL('image/png');
}
