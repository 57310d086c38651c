import { readFileSync, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { root } from '../bootstrap.mjs';

/** File of notices, beside the CDN files. */
const NOTICES = 'NOTICES.txt';

/** First line of each file: where the licences of what is in it stand. */
const banner = `/*! MIT, see ${NOTICES} */\n`;

/** The compiler of core's WebAssembly, of whose library a part is in it; nothing imports it. */
const compiler = join(root, 'node_modules/assemblyscript');

/** Folder of the package that a module of another's is of; undefined for ours. */
const packageOf = (id) => /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1];

/** Text of a licence that packages name and do not bring. */
const apache = () => readFileSync(join(compiler, 'LICENSE'), 'utf8');

/** Name and version of a package, and the text of its licence. */
function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file && license !== 'Apache-2.0') throw new Error(`${name} brings no text of its licence, ${license}.`);
  return { title: `${name} ${version}, ${license}`, text: file ? readFileSync(join(folder, file), 'utf8') : apache() };
}

/** Whose colours a table holds: what its module says before it. */
const creditOf = (module) => `Colour table ${/\/\*\* (.+?) \*\//.exec(readFileSync(module, 'utf8'))?.[1]}`;

/**
 * Notices of the modules in a bundle: ours first, then each licence once, under the names of what it is of.
 * @param {Iterable<string>} modules their files
 */
function noticesOf(modules) {
  const ids = [...modules].sort();
  const folders = new Set(ids.map(packageOf).filter(Boolean));
  if (ids.some((id) => /[\\/]cpu-runtime[\\/]/.test(id))) folders.add(compiler);
  const credits = ids.filter((id) => /[\\/]color[\\/]maps[\\/](?!index)\w+\.js$/.test(id)).map(creditOf);
  const titles = new Map([[readFileSync(join(root, 'LICENSE'), 'utf8'), ['attn-elements, MIT']]]);
  const add = (text, title) => titles.set(text, [...(titles.get(text) ?? []), title]);
  for (const { text, title } of [...folders].map(noticeOf)) add(text, title);
  for (const credit of credits) add(credit.includes('Apache-2.0') ? apache() : '', credit);
  return [...titles]
    .map(([text, names]) => [...new Set(names)].join('\n') + (text && `\n\n${text.trimEnd()}`))
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

/**
 * Plugins that write the notices of a page's files, and of the worker's, beside them, and name them in each.
 * @param {{isWritten?: boolean}} [options] whether the file is written, as it is unless another bundle in the folder holds the same
 */
export function notices({ isWritten = true } = {}) {
  const modules = new Set();
  const read = (bundle) => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      for (const id of chunk.moduleIds) if (isAbsolute(id)) modules.add(id);
      chunk.code = banner + chunk.code;
    }
  };
  return {
    page: {
      name: 'notices',
      generateBundle: {
        order: 'post',
        handler(_options, bundle) {
          read(bundle);
          if (isWritten) this.emitFile({ type: 'asset', fileName: NOTICES, source: noticesOf(modules) });
        },
      },
    },
    worker: {
      name: 'notices-of-worker',
      generateBundle: { order: 'post', handler: (_options, bundle) => read(bundle) },
    },
  };
}
