import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** What a module exports, asked of a Node of its own that has no DOM. */
function exportsOf(file: string): { names: string[]; globals: string[]; registered: boolean } {
  const url = new URL(`../${file}`, import.meta.url).href;
  const script = `
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    const names = Object.keys(await import(${JSON.stringify(url)}));
    const globals = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    // Lit brings a registry of its own to Node.
    const registered = globalThis.customElements?.get('attn-links') !== undefined;
    console.log(JSON.stringify({ names, globals, registered }));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

describe('in Node without a DOM', () => {
  it.each(['dist/index.js', 'dist/define.js'])('%s is imported, and brings the class', (file) => {
    expect(exportsOf(file).names).toContain('AttnLinks');
  });

  it('dist/index.js registers nothing and brings no document', () => {
    const { globals, registered } = exportsOf('dist/index.js');
    expect(globals).not.toContain('document');
    expect(globals).not.toContain('window');
    expect(registered).toBe(false);
  });
});
