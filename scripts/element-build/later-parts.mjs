import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { library } from './library.mjs';
import { shortTemplates } from './short-templates.mjs';

const fetchPart = fileURLToPath(new URL('fetch-part.js', import.meta.url));

/** `import('…/<part>.later.js')` */
const laterImport = /\bimport\((['"])(\.[^'"]*?([\w-]+)\.later\.js)\1\)/g;

/**
 * Modules that are loaded where they are first needed become files of their own that import nothing: what two files hold both
 * is small, and a file that imports the element's would load it a second time where the page names it with a query,
 * `attn-heatmap.js?v=2`. Each ends with a mark of its build, which the element's file knows.
 */
export function laterParts(tag, parts = new Map()) {
  const make = async (file, entry) => {
    const name = file.replace(/\.js$/, '');
    const config = library(entry, name, [laterParts(tag, parts), shortTemplates()]);
    const [{ output }] = await build({ ...config, logLevel: 'warn', build: { ...config.build, write: false } });
    const { code } = output.find((chunk) => chunk.fileName === file);
    const mark = createHash('sha256').update(code).digest('hex').slice(0, 8);
    return { mark, code: `${code.trimEnd()}\nexport const build = '${mark}';\n` };
  };
  return {
    name: 'later-parts',
    resolveId: (source) => (parts.has(source) ? { id: source, external: true } : null),
    async transform(code, importer) {
      const found = [...code.matchAll(laterImport)];
      if (found.length === 0) return null;
      let result = code;
      for (const [whole, , source, name] of found) {
        const file = `${tag}.${name}.js`;
        const { id } = await this.resolve(source, importer);
        // Kept before it is made: parts may meet one another.
        if (!parts.has(`./${file}`)) parts.set(`./${file}`, make(file, id));
        const { mark } = await parts.get(`./${file}`);
        result = result.replace(whole, `fetchPart(() => import('./${file}'), '${file}', '${mark}')`);
      }
      return `import { fetchPart } from ${JSON.stringify(fetchPart)};\n${result}`;
    },
    async generateBundle(_, bundle) {
      const used = Object.values(bundle).flatMap(({ dynamicImports = [] }) => dynamicImports);
      for (const [source, part] of parts) {
        // What an element has no use for was met on the way, and left out since.
        if (!used.includes(source)) continue;
        this.emitFile({ type: 'asset', fileName: source.slice(2), source: (await part).code });
      }
    },
  };
}
