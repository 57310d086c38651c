/**
 * `npm run new-element -- attn-name`: adds an element package that builds and passes its tests at once. What is the same in
 * every package is taken from attn-heatmap, what is to be replaced by the new element's own from `element-template`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { install, pnpm, relock, root as here, turbo } from './bootstrap.mjs';

const template = fileURLToPath(new URL('element-template', import.meta.url));
const sibling = 'attn-heatmap';

/** Files of a package that differ from its siblings' in the tag alone. */
const common = [
  'tsconfig.json',
  'tsconfig.test.json',
  'tsconfig.dom-free.json',
  'vite.config.ts',
  'vitest.config.ts',
  'web-test-runner.config.mjs',
];

const classOf = (tag) => tag.replace(/(^|-)(\w)/g, (_, _dash, letter) => letter.toUpperCase());

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** A manifest with one more workspace dependency, in order. */
function withDependency(manifest, field, name) {
  const entries = Object.entries({ ...manifest[field], [name]: 'workspace:*' });
  return { ...manifest, [field]: Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en'))) };
}

/**
 * Writes a new element into a checkout.
 * @param {string} tag
 * @param {string} root the checkout
 * @returns {string[]} the files written, relative to it
 */
export function stampElement(tag, root = here) {
  if (!/^(attn|pe)(-[a-z][a-z0-9]*)+$/.test(tag))
    throw new Error(`${tag} is no tag of ours: attn-name, in lower case.`);
  const folder = join(root, 'packages', tag);
  if (existsSync(folder)) throw new Error(`packages/${tag} exists already.`);
  const written = [];
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    written.push(path.split(sep).join('/'));
  };
  const read = (path) => readFileSync(join(root, path), 'utf8');

  for (const file of common)
    write(join('packages', tag, file), read(join('packages', sibling, file)).replaceAll(sibling, tag));
  const manifest = JSON.parse(read(join('packages', sibling, 'package.json')).replaceAll(sibling, tag));
  manifest.version = '0.0.0';
  manifest.description = `<${tag}>: one head of a model's attention, drawn as a matrix.`;
  manifest.keywords = ['attention', 'transformer', 'visualization', 'web-components', 'lit'];
  write(join('packages', tag, 'package.json'), json(manifest));

  const files = readdirSync(template, { recursive: true }).filter((file) => statSync(join(template, file)).isFile());
  for (const file of files) {
    const text = readFileSync(join(template, file), 'utf8')
      .replaceAll('attn-new', tag)
      .replaceAll('AttnNew', classOf(tag));
    const path = file.replaceAll('attn-new', tag);
    write(path.startsWith(`stories${sep}`) ? path : join('packages', tag, path), text);
  }

  const name = `@attn-elements/${tag}`;
  for (const [file, field] of [
    ['stories/package.json', 'dependencies'],
    ['tests/package.json', 'devDependencies'],
  ]) {
    write(file, json(withDependency(JSON.parse(read(file)), field, name)));
  }
  const names = [classOf(tag)];
  const exports = {
    '.': names,
    './define': names,
    './cdn': null,
    './custom-elements.json': null,
    './package.json': null,
  };
  write(`tests/checks/exports/${tag}.json`, json(exports));
  write(`.changeset/new-${tag}.md`, `---\n'${name}': minor\n---\n\nThe first release of \`<${tag}>\`.\n`);
  return written;
}

/** Gives the files of a built element budgets: what they weigh, rounded up to whole kB of gzip. */
function setBudgets(tag) {
  const file = join(here, 'tests/checks/sizes.json');
  const folder = join(here, 'packages', tag, 'cdn');
  const budgets = readdirSync(folder).map((name) => {
    const bytes = gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;
    return [name.replace(/\.js$/, ''), Math.ceil(bytes / 1000) * 1000];
  });
  const sorted = budgets.sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, json({ ...JSON.parse(readFileSync(file, 'utf8')), ...Object.fromEntries(sorted) }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length !== 1) {
    console.error('npm run new-element -- attn-name');
    process.exit(1);
  }
  await install();
  const [tag] = positionals;
  for (const file of stampElement(tag)) console.log(file);
  let status = await relock();
  if (status === 0) status = await turbo(['build', `--filter=@attn-elements/${tag}`, '--output-logs=errors-only']);
  // The length of a tag decides where lines break.
  const texts = ['package.json', 'src', 'test'].map((path) => `packages/${tag}/${path}`);
  if (status === 0) status = await pnpm(['exec', 'biome', 'format', '--write', ...texts, `stories/${tag}.stories.ts`]);
  if (status !== 0) process.exit(status);
  setBudgets(tag);
  await import('./api-tables.mjs').then(({ writeTables }) => writeTables([tag]));
  console.log(`\n<${tag}> is built. Its source is in packages/${tag}/src, its story in stories/${tag}.stories.ts.`);
}
