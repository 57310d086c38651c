import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasFonts } from '../src/fonts.js';

const cli = join(import.meta.dirname, '..', 'dist', 'cli.js');
const weights = {
  attention: [
    [
      [1, 0, 0],
      [0.25, 0.75, 0],
      [0.5, 0.25, 0.25],
    ],
    [
      [1, 0, 0],
      [0.5, 0.5, 0],
      [0, 0, 1],
    ],
  ],
  tokens: ['The', 'c&t', '<sat>'],
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attn-render-'));
  writeFileSync(join(folder, 'weights.json'), JSON.stringify(weights));
});
afterAll(() => rmSync(folder, { recursive: true }));

function renders(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const read = (name: string) => readFileSync(join(folder, name));
const has = (command: string) => spawnSync(command, ['-v']).error === undefined;

describe('attn-render', () => {
  it('writes a figure in every format, and its pixels beside LaTeX', () => {
    const outputs = ['a.svg', 'a.png', 'a.pdf', 'a.tikz', 'a.csv'].flatMap((name) => ['-o', name]);
    const { status, stderr } = renders(
      'weights.json',
      '--head',
      '1',
      '--heading',
      'A head',
      ...outputs,
      '--pixel-ratio=3',
    );
    expect([status, stderr]).toEqual([0, hasFonts() ? '' : expect.stringContaining('--font')]);
    const svg = read('a.svg').toString();
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
    expect([width, svg.match(/<image /g)!.length]).toEqual(['664', 2]);
    for (const text of ['A head', 'c&amp;t', '&lt;sat&gt;', 'Keys']) expect(svg).toContain(`>${text}</text>`);
    const png = read('a.png');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(width) * 3, Number(height) * 3]);
    expect(read('a.pdf').subarray(0, 5).toString()).toBe('%PDF-');
    expect(read('a.tikz').toString()).toContain('{c\\&t}');
    // A pixel for each cell: three by three.
    expect([read('a-1.png').readUInt32BE(16), read('a-1.png').readUInt32BE(20)]).toEqual([3, 3]);
    expect(read('a.csv').toString()).toMatch(/^.*query.*key.*\r?\n/);
  });

  it.runIf(has('pdftotext'))('keeps text as text in a PDF', () => {
    renders('weights.json', '--head', '0', '-o', 'text.pdf');
    const { stdout } = spawnSync('pdftotext', [join(folder, 'text.pdf'), '-'], { encoding: 'utf8' });
    for (const text of ['The', 'c&t', '<sat>', 'Queries']) expect(stdout).toContain(text);
  });

  it.runIf(has('pdflatex'))('is a picture that LaTeX sets', () => {
    renders('weights.json', '--element', 'attn-links', '--head', '0', '-o', 'links.tikz');
    renders('weights.json', '-o', 'heads.tikz');
    const document = String.raw`\documentclass{article}\usepackage{tikz}\usetikzlibrary{svg.path,patterns}
      \begin{document}\input{links.tikz}\par\input{heads.tikz}\end{document}`;
    writeFileSync(join(folder, 'document.tex'), document);
    const { status, stdout } = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'document.tex'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toContain('Output written on document.pdf');
    expect(status).toBe(0);
  });

  const python = process.env.ATTN_PYTHON ?? 'python3';
  const hasTypst = spawnSync(python, ['-c', 'import typst']).status === 0;
  it.runIf(hasTypst)('is a box that Typst sets, as wide as asked', () => {
    const tables = ['weights.json', '--heading', '"#A" \\\\ [b] *c* $d$ _e_ <f> @g'];
    const figures = ['heads', 'links', 'text', 'positions'];
    renders(...tables, '--paper-width', '85mm', '--font-size', '7pt', '-o', 'heads.typ');
    renders(...tables, '--element', 'attn-links', '--paper-width', '85mm', '-o', 'links.typ');
    renders(...tables, '--element', 'attn-text', '--head', '0', '--paper-width', '85mm', '--dark', '-o', 'text.typ');
    renders('--element', 'pe-plot', '--kind', 'rotary', '--paper-width', '85mm', '-o', 'positions.typ');
    for (const name of figures) {
      writeFileSync(
        join(folder, 'document.typ'),
        `#set page(width: auto, height: auto, margin: 0pt)\n#include "${name}.typ"\n`,
      );
      const program = 'import typst, sys; sys.stdout.buffer.write(typst.compile("document.typ", format="svg"))';
      const { stdout, stderr } = spawnSync(python, ['-c', program], { cwd: folder, encoding: 'utf8' });
      expect(stderr).toBe('');
      const [, width, content] = /<svg[^>]*? viewBox="0 0 ([\d.]+) [\d.]+"([\s\S]*)/.exec(stdout)!;
      expect(Number(width), name).toBeCloseTo((85 / 25.4) * 72, 1);
      expect(content.match(/<(path|use|image)\b/g)!.length, name).toBeGreaterThan(10);
    }
  });
  if (!hasTypst) it.skip('is a box that Typst sets (skipped: ATTN_PYTHON, or python3, has no typst)');

  it.each([
    ['attn-links', ['weights.json', '--head', '0'], '>100%</text>'],
    ['attn-text', ['weights.json', '--head', '0'], 'fill="rgb(251, 146, 60)" fill-opacity="0.6"'],
    ['pe-plot', ['--kind', 'sinusoidal'], '>position</text>'],
  ])('draws %s', (element, given, part) => {
    const { status, stdout } = renders(...given, '--element', element);
    expect(status).toBe(0);
    expect(stdout).toContain(part);
  });

  it('speaks Chinese on a dark ground, in a colour of the author', () => {
    const { stdout } = renders('weights.json', '--language', 'zh-Hans', '--dark', '--property=--attn-color=#ff8800');
    expect(stdout).toContain('>键</text>');
    expect(stdout).toContain('fill="rgb(255, 136, 0)"');
    expect(stdout).toMatch(/<rect [^>]*fill="rgb\(18, 18, 18\)"/);
  });

  it.each([
    [['nothing.npz'], 1, 'There is no file nothing.npz.'],
    [['weights.json', '--layer', '7'], 1, 'There is no layer 7'],
    [['weights.json', '--haed', '1'], 2, '<attn-heatmap> has no attribute haed. Is head meant?'],
    [['weights.json', '-o', 'figure.gif'], 2, 'ends like no format that is written'],
    [['--head', '1'], 2, 'There is no file of weights'],
  ])('%j ends with %i, and says why', (given, code, sentence) => {
    const { status, stderr, stdout } = renders(...given);
    expect(stderr).toContain(sentence);
    expect([status, stdout]).toEqual([code, '']);
  });

  it('draws the figures of a page into their tags, and anew in their place', () => {
    const page = (inside: string) =>
      `<p>Before <attn-heatmap src="weights.json" head=1 heading="a > b">${inside}<i>Old</i></attn-heatmap> after</p>`;
    writeFileSync(join(folder, 'page.html'), `${page('')}\n<pe-plot src="gone.npz"></pe-plot>`);
    const first = renders('--into', 'page.html');
    const once = read('page.html').toString();
    expect([first.status, first.stderr.trim()]).toEqual([1, `<pe-plot>: There is no file gone.npz.`]);
    const [drawn] = /<svg data-attn-render.*<\/svg>/.exec(once)!;
    expect(once).toBe(`${page(drawn)}\n<pe-plot src="gone.npz"></pe-plot>`);
    expect(drawn).toContain('>a &gt; b</text>');
    renders('--into', 'page.html');
    expect(read('page.html').toString()).toBe(once);
  });
});
