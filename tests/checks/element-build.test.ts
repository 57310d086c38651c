import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { shortTemplates } from '../../scripts/element-build/short-templates.mjs';

/** Code of a module once the build has shortened it. */
function shorten(code: string, id = 'styles.js'): string {
  const { transform } = shortTemplates();
  return transform.call({ parse: (text: string) => parseAst(text) }, code, id) ?? code;
}

describe('the templates of a CDN file', () => {
  it.each([
    ['a { b: c, d;\n\n  e: f;\n }\n', 'a{b:c,d;e:f}'],
    ['a :hover { /* it\'s */ b: "c :  d;  e"; }', 'a :hover{b:"c :  d;  e"}'],
    ['a:not(b) > c,\n  d + e { f: calc(1px + 2px); }', 'a:not(b) > c,d + e{f:calc(1px + 2px)}'],
    ['@media (a: b) {\n  c { d: e; }\n}', '@media (a:b){c{d:e}}'],
  ])('styles lose what is for their readers: %s', (css, short) => {
    expect(shorten(`const styles = css \`${css}\`;`)).toBe(`const styles = css \`${short}\`;`);
  });

  it('markup keeps white space where there is some, and the code in its holes', () => {
    const code = 'html `<a\n  b="c">\n  d <e>${f("  ")}</e><g>\n</g></a>${svg `<h\n  i></h>`}`';
    expect(shorten(code)).toBe('html `<a b="c"> d <e>${f("  ")}</e><g> </g></a>${svg `<h i></h>`}`');
  });

  it('shaders keep their lines', () => {
    const code = 'const a = `#version 300 es\n  void main() {\n    b(${c});\n  }`;';
    expect(shorten(code, 'pass.glsl.js')).toBe('const a = `#version 300 es\nvoid main() {\nb(${c});\n}`;');
  });

  it('no other text is touched', () => {
    const code = 'const a = `b\n   c`; const d = other `e\n   f`;';
    expect(shorten(code)).toBe(code);
    expect(shorten(`${code} const g = css \`\`;`)).toContain(code);
  });
});
