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
    widths.set(key, (width = context.measureText(text).width));
  }
  return width;
}

export function heightOf(font: string): FontHeight {
  context.font = knownFont(font);
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
  return { ascent, descent };
}
