import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { environmentWithFonts } from '../../scripts/testing/fonts.mjs';

/** The fonts of the test browsers; none where systems bring their own, and texts are then left out. */
function fontFiles(): Uint8Array[] {
  const { FONTCONFIG_FILE: configuration } = environmentWithFonts();
  if (!configuration) return [];
  const folder = join(dirname(configuration), 'fonts');
  return readdirSync(folder)
    .filter((name) => !name.includes('emoji'))
    .map((name) => readFileSync(join(folder, name)));
}

let fonts: Uint8Array[] | null = null;

/** An SVG document as a PNG, drawn by a program that is no browser: resvg, which Typst and many others draw with. */
export async function drawnByResvg(svg: string, scale: number): Promise<Buffer> {
  if (!fonts) {
    await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
    fonts = fontFiles();
  }
  const font = { fontBuffers: fonts, defaultFontFamily: 'Noto Sans', sansSerifFamily: 'Noto Sans' };
  return Buffer.from(new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font }).render().asPng());
}
