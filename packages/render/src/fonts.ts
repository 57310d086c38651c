import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const context = createCanvas(1, 1).getContext('2d');

/** Height of a font above and below its line, in pixels. */
export interface FontHeight {
  readonly ascent: number;
  readonly descent: number;
}

/** Families behind generic names: the first that is there. */
const GENERIC: Readonly<Record<string, readonly string[]>> = {
  'system-ui': ['Inter', 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', 'Liberation Sans'],
  'sans-serif': ['Noto Sans', 'DejaVu Sans', 'Liberation Sans', 'Helvetica', 'Arial'],
  serif: ['Noto Serif', 'DejaVu Serif', 'Liberation Serif', 'Times New Roman'],
  monospace: ['Noto Sans Mono', 'DejaVu Sans Mono', 'Liberation Mono', 'Courier New'],
};

/** Families of fonts that were given: texts are drawn with them before all others. */
let given: string[] = [];

/** Gives fonts of files to all that is drawn. @returns how many of them are fonts */
export function addFonts(paths: readonly string[]): number {
  const before = new Set(familyNames());
  const count = paths.filter((path) => GlobalFonts.registerFromPath(path) !== null).length;
  given = [...given, ...familyNames().filter((name) => !before.has(name))];
  return count;
}

/** Whether there is any font to draw texts with: a machine without a screen need not have one. */
export const hasFonts = (): boolean => GlobalFonts.families.length > 0;

const familyNames = (): string[] => GlobalFonts.families.map(({ family }) => family);

/** A list of families with those behind generic names, for programs that know none of these. */
export function familiesOf(list: string): string {
  const there = new Set(familyNames());
  const names = list.split(',').flatMap((one) => {
    const name = one.trim();
    return [...(GENERIC[name] ?? []).filter((known) => there.has(known)).map((known) => `"${known}"`), name];
  });
  return [...new Set([...given.map((name) => `"${name}"`), ...names])].join(', ');
}

/** A font of CSS, `12px system-ui`, with such a list. */
export const knownFont = (font: string): string =>
  font.replace(/^(.*?[\d.]+px(?:\/\S+)?\s+)(.*)$/s, (_, size: string, list: string) => size + familiesOf(list));

const widths = new Map<string, number>();

/** Width of a text in pixels. @param font as in CSS: `400 12px system-ui` */
export function widthOf(text: string, font: string): number {
  const key = `${font}\n${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = knownFont(font);
    width = hasFonts() ? context.measureText(text).width : usualWidth(text, sizeOf(font));
    widths.set(key, width);
  }
  return width;
}

const sizeOf = (font: string): number => Number(/([\d.]+)px/.exec(font)?.[1] ?? 16);

/** Letters that are about as wide as they are high, and such as take no room of their own. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;
const NARROW = /[ijl.,:;'|!()[\]]/;
const NOTHING = /\p{M}|\u200d/u;

/** Width that a text has in the usual fonts without serifs: readers have one, where this machine has none. */
function usualWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text)
    ems += NOTHING.test(letter) ? 0 : WIDE.test(letter) ? 1 : NARROW.test(letter) ? 0.32 : 0.58;
  return ems * size;
}

/** A measured text, with the usual width and height where there is no font. */
export function usualMetrics(text: string, font: string): TextMetrics {
  const size = sizeOf(font);
  const { ascent, descent } = usualHeight(size);
  const width = usualWidth(text, size);
  return {
    width,
    actualBoundingBoxLeft: 0,
    actualBoundingBoxRight: width,
    actualBoundingBoxAscent: 0.74 * size,
    actualBoundingBoxDescent: 0.22 * size,
    fontBoundingBoxAscent: ascent,
    fontBoundingBoxDescent: descent,
  } as TextMetrics;
}

const usualHeight = (size: number): FontHeight => ({ ascent: 0.93 * size, descent: 0.24 * size });

export function heightOf(font: string): FontHeight {
  if (!hasFonts()) return usualHeight(sizeOf(font));
  context.font = knownFont(font);
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
  return { ascent, descent };
}
