import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import * as parts from '../../scripts/element-build/lit-of-parts.js';

const { css, html, nothing, svg } = await import(
  createRequire(join(root, 'packages/core/package.json')).resolve('lit')
);

/** The same templates by Lit and by what parts have in its place. */
const made = (by: Pick<typeof parts, 'html' | 'svg'>) => [
  by.html`<p title=${1}>${'text'}</p>`,
  by.svg`<g>${[by.svg`<path d="M0,0"></path>`]}</g>`,
];

describe('what a part of an element renders with', () => {
  it('makes the templates that Lit makes', () => {
    expect(made(parts)).toEqual(made({ html, svg } as typeof parts));
  });

  it('keeps the strings of a template the same from rendering to rendering, by which Lit knows it', () => {
    const render = (value: number) => parts.html`<p>${value}</p>`;
    expect(render(1).strings).toBe(render(2).strings);
  });

  it('has the nothing that Lit renders nothing for', () => {
    expect(parts.nothing).toBe(nothing);
  });

  it('writes styles as Lit does', () => {
    const inner = css`
      color: red;
    `;
    expect(parts.css`a { ${inner} width: ${2}px }`.cssText).toBe(css`a { ${inner} width: ${2}px }`.cssText);
  });
});
