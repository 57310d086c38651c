/**
 * `node scripts/module-weights.mjs attn-heatmap`: what each module adds to the first file of an element, in bytes of gzip: by so much
 * it would be smaller without its code. Then what of it parts alone use, which stands there as its module has something else that the
 * first file needs: a module of its own brings it to them. Helps to keep the budgets of `tests/checks/page-sizes.test.ts`.
 */
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, minifySync } from 'vite';
import { root } from './bootstrap.mjs';
import { elementBuild } from './element-build.mjs';

const [tag] = process.argv.slice(2);
process.chdir(join(root, 'packages', tag));
const config = elementBuild(tag);
const [{ output }] = [
  await build({ ...config, configFile: false, logLevel: 'warn', build: { ...config.build, write: false } }),
].flat();
const { modules } = output.find(({ fileName }) => fileName === `${tag}.js`);
const minified = Object.entries(modules)
  .filter(([, { code }]) => code)
  .map(([id, { code }]) => [relative(root, id), minifySync('module.js', code, { module: true, compress: false }).code]);
const gzip = (texts) => gzipSync(texts.join('\n'), { level: 9 }).length;
const all = gzip(minified.map(([, code]) => code));
const rows = minified.map(([id], at) => [
  all - gzip(minified.filter((_, other) => other !== at).map(([, code]) => code)),
  id,
]);
const folders = new Map();
for (const [bytes, id] of rows) folders.set(dirname(id), (folders.get(dirname(id)) ?? 0) + bytes);
const print = (list) => {
  for (const [bytes, id] of list.sort(([a], [b]) => b - a)) console.log(String(bytes).padStart(6), id);
};
print(rows);
console.log('\nBy folder');
print(Array.from(folders, ([id, bytes]) => [bytes, id]));

const together = Object.values(modules)
  .map(({ code }) => code)
  .join('\n');
const uses = new Map();
for (const [name] of together.matchAll(/(?<![\w$]|(?<!\.\.)\.)[\w$]+/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
const unused = Object.entries(modules).flatMap(([id, { code }]) => {
  const declared = [...(code ?? '').matchAll(/^(?:async )?(?:function\*?|class|const|let|var) ([\w$]+)/gm)];
  return declared.flatMap(({ 1: name, index }, at) => {
    const text = code.slice(index, declared[at + 1]?.index);
    return uses.get(name) === 1 ? [[gzip([text]), `${name} of ${relative(root, id)}`]] : [];
  });
});
console.log('\nOnly for parts, or for pages: bytes of each alone');
print(unused);
