import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { leanTensorflow } from './lean-tensorflow.mjs';
import { library } from './library.mjs';
import { partLit } from './part-lit.mjs';
import { shortTemplates } from './short-templates.mjs';

const fetchPart = fileURLToPath(new URL('fetch-part.js', import.meta.url));

/** Stands in `fetch-part.js` for the mark of a build, until all of its files are made. */
const placeholder = '__build__';

/** `import('…/<part>.later.js')` */
const laterImport = /\bimport\((['"])(\.[^'"]*?([\w-]+)\.later\.js)\1\)/g;

/** `new URL('…/<part>.later.js', import.meta.url)`: a part that is also a worker. It is imported somewhere, too. */
const laterAddress = /\bnew URL\((['"])\.[^'"]*?([\w-]+)\.later\.js\1, import\.meta\.url\)/g;

/** `import('@attn-elements/…')`: a chunk to who bundles our packages, and here in the file of the part that needs it. */
const packageImport = /\bimport\((['"])(@attn-elements\/[^'"]+)\1\)/g;

/** `import.meta.resolve('…/<part>.later.js')`: the address of such a part, which no bundler follows. */
const laterResolved = /\bimport\.meta\.resolve((?:\?\.)?)\((['"])\.[^'"]*?([\w-]+)\.later\.js\2\)/g;

/**
 * Modules that are loaded where they are first needed become files of their own that import nothing: what two files hold both
 * is small, and a file that imports the element's would load it a second time where the page names it with a query,
 * `attn-heatmap.js?v=2`. All files of a build carry the same mark. Only what a part alone has a use for, a module `<part>.chunk`, shares
 * the code of that part, and imports it from there.
 */
export function laterParts(tag) {
  /** Modules that were met, by the name of their file. Those that nothing has a use for are left out again. */
  const entries = new Map();
  const imports = {
    name: 'later-imports',
    resolveId: (source) => (entries.has(source) ? { id: source, external: true } : null),
    async transform(code, importer) {
      let result = code;
      for (const [whole, , source, name] of code.matchAll(laterImport)) {
        const entry = await this.resolve(source, importer);
        // As in a comment that tells how it is done.
        if (!entry) continue;
        const file = `${tag}.${name}.js`;
        const known = entries.get(`./${file}`) ?? entry.id;
        if (known !== entry.id) throw new Error(`${known} and ${entry.id} would both become ${file}`);
        entries.set(`./${file}`, known);
        result = result.replace(whole, `fetchPart(() => import('./${file}'), '${file}')`);
      }
      // Written so that the bundler does not take it for a file of the sources.
      result = result.replace(laterAddress, (_, __, name) => `new URL(['./${tag}.${name}.js'][0], import.meta.url)`);
      result = result.replace(
        laterResolved,
        (_, call, __, name) => `import.meta.resolve${call}('./${tag}.${name}.js')`,
      );
      return result === code ? null : `import { fetchPart } from ${JSON.stringify(fetchPart)};\n${result}`;
    },
  };
  const packagesInside = {
    name: 'packages-inside',
    transform(code) {
      const statics = [];
      const result = code.replace(packageImport, (_, __, source) => {
        statics.push(`import * as package${statics.length} from '${source}';`);
        return `Promise.resolve(package${statics.length - 1})`;
      });
      return statics.length > 0 ? `${statics.join('\n')}\n${result}` : null;
    },
  };
  const make = async (source) => {
    const file = source.slice(2);
    const plugins = [partLit(), imports, packagesInside, shortTemplates(), leanTensorflow()];
    const config = library(entries.get(source), file.replace(/\.js$/, ''), plugins, {
      codeSplitting: true,
      chunkFileNames: ({ name }) => `${tag}.${name.replace(/\.chunk$/, '')}.js`,
    });
    const [{ output }] = await build({ ...config, logLevel: 'warn', build: { ...config.build, write: false } });
    return output;
  };
  const parts = {
    name: 'later-parts',
    async generateBundle(_, bundle) {
      const main = bundle[`${tag}.js`];
      const made = new Map();
      // Parts may have parts.
      const isPart = (source) => entries.has(source);
      const used = new Set(main.dynamicImports.filter(isPart));
      for (const source of used) {
        if (!entries.has(source)) continue;
        for (const { fileName, code, dynamicImports } of await make(source)) {
          made.set(fileName, { code, isMarked: fileName === source.slice(2) });
          for (const other of dynamicImports.filter(isPart)) used.add(other);
        }
      }
      const mark = createHash('sha256')
        .update([...made.values()].map(({ code }) => code).join())
        .digest('hex')
        .slice(0, 8);
      const marked = (code) => code.replaceAll(placeholder, mark);
      main.code = marked(main.code);
      for (const [fileName, { code, isMarked }] of made) {
        const source = isMarked ? `${code.trimEnd()}\nexport const build = '${placeholder}';\n` : code;
        this.emitFile({ type: 'asset', fileName, source: marked(source) });
      }
    },
  };
  return [imports, parts];
}
