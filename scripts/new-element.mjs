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
function withDependency(manifest, field, name, version = 'workspace:*') {
  const entries = Object.entries({ ...manifest[field], [name]: version });
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
  for (const [file, field, version] of [
    ['stories/package.json', 'dependencies'],
    ['tests/package.json', 'devDependencies'],
    ['packages/attn-elements/package.json', 'dependencies', 'workspace:^'],
  ]) {
    write(file, json(withDependency(JSON.parse(read(file)), field, name, version)));
  }
  // All elements together hold it too.
  for (const [file, before, line] of [
    ['index.ts', '', `export { ${classOf(tag)} } from '${name}';\n`],
    ['define.ts', '', `import '${name}/define';\n`],
    ['autoloader.ts', 'Promise<unknown>>> = {\n', `  '${tag}': () => import('${name}/define'),\n`],
  ]) {
    const path = `packages/attn-elements/src/${file}`;
    write(path, read(path).replace(before, before + line));
  }
  const names = [classOf(tag), 'registerColormap', 'registerFormat', 'registerTranslation'];
  const exports = {
    '.': names,
    './define': names,
    './cdn': null,
    './cdn/*': null,
    './react': null,
    './preact': null,
    './solid': null,
    './vue': null,
    './svelte': null,
    './vscode.json': null,
    './custom-elements.json': null,
    './package.json': null,
  };
  write(`tests/checks/exports/${tag}.json`, json(exports));
  write(`.changeset/new-${tag}.md`, `---\n'${name}': minor\n---\n\nThe first release of \`<${tag}>\`.\n`);
  return written;
}

/** Gives the page of a built element a budget: what it weighs, rounded up to whole kB of gzip. */
function setBudget(tag) {
  const file = join(here, 'tests/checks/page-sizes.json');
  const bytes = gzipSync(readFileSync(join(here, 'packages', tag, 'cdn', `${tag}.js`)), { level: 9 }).length;
  writeFileSync(file, json({ ...JSON.parse(readFileSync(file, 'utf8')), [tag]: Math.ceil(bytes / 1000) * 1000 }));
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
  setBudget(tag);
  await import('./api-tables.mjs').then(({ writeTables }) => writeTables([tag]));
  console.log(`\n<${tag}> is built. Its source is in packages/${tag}/src, its story in stories/${tag}.stories.ts.`);
}
