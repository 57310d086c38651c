import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { elementTags, root } from '../../scripts/bootstrap.mjs';
import { readmeOf, siblingAttributes } from '../../scripts/api-tables.mjs';

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: root,
  encoding: 'utf8',
});
const texts = listed
  .split('\0')
  .filter((name) => name && existsSync(join(root, name)))
  .map((name) => ({ name, content: readFileSync(join(root, name)) }))
  .filter(({ content }) => !content.subarray(0, 8000).includes(0))
  .map(({ name, content }) => ({ name, text: content.toString('utf8') }));

/** Lines that match, as `file:line: text`. */
const matches = (pattern: RegExp, skip = /^$/) =>
  texts
    .filter(({ name }) => !skip.test(name))
    .flatMap(({ name, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
    );

it('names no folder of anybody’s machine', () => {
  const folders = ['work', 'root', 'farm', 'home', 'Users', 'tmp'].join('|');
  expect(matches(new RegExp(`(^|[\\s'"\`(=:])(file://)?/(${folders})/[A-Za-z.]|[A-Z]:\\\\\\\\?Users`))).toEqual([]);
});

it('names no host of a package registry', () => {
  expect(matches(/https?:\/\/[^\s/'"`]*(registry|mirror)[^\s/'"`]*\/|^\s+tarball:/)).toEqual([]);
});

it.each(elementTags())('the API tables in the README of %s are those of its manifest', (tag) => {
  const { is, should } = readmeOf(tag);
  expect(is, 'run `npm run api-tables` after a build').toBe(should);
});

it('the attributes of some elements alone are those of their manifests', () => {
  const { is, should } = siblingAttributes();
  expect(is, 'run `npm run api-tables` after a build').toBe(should);
});

it('no source of a package is longer than 500 lines', () => {
  const long = texts.filter(({ name, text }) => /^packages\/[\w-]+\/src\//.test(name) && text.split('\n').length > 501);
  expect(long.map(({ name }) => name)).toEqual([]);
});

it('asks for a 2D context of the page in one place, which says how', () => {
  // A worker, which has no page, draws on a canvas of its own; and so does Node, which has no screen.
  const sources = matches(
    /(?<!new OffscreenCanvas\([^)]*\)\.)getContext\((?!.webgl)/,
    /^(?!packages\/(?!render\/)[\w-]+\/src\/)/,
  );
  expect(sources.map((line) => line.split(':')[0])).toEqual(['packages/core/src/element/canvas-context.ts']);
});
