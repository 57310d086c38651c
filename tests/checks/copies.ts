import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { elementTags, root } from '../../scripts/bootstrap.mjs';

export interface ElementClass {
  readonly tag: string;
  /** All lines of its file. */
  readonly length: number;
  /** Lines that do something: neither imports nor comments, nor a bracket alone. */
  readonly lines: readonly string[];
}

/** Lines of a source that do something, without the space around them. */
export function workingLines(source: string): string[] {
  const imports = parseAst(source, { lang: 'ts' }).body.filter(({ type }) => type === 'ImportDeclaration');
  const after = Math.max(0, ...imports.map(({ end }) => end));
  return source
    .slice(after)
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('//') && /\w.*\w.*\w/.test(line));
}

/** Share of a class's lines, in per cent, that stand to the letter in one of the others. */
export function copiedShare(own: ElementClass, all: readonly ElementClass[]): number {
  const others = new Set(all.filter((one) => one !== own).flatMap(({ lines }) => lines));
  const copied = own.lines.filter((line) => others.has(line)).length;
  return own.lines.length > 0 ? Math.round((100 * copied) / own.lines.length) : 0;
}

/** The classes of all elements. */
export function elementClasses(): ElementClass[] {
  return elementTags().map((tag) => {
    const source = readFileSync(join(root, 'packages', tag, 'src', `${tag}.ts`), 'utf8');
    return { tag, length: source.split('\n').length - 1, lines: workingLines(source) };
  });
}
