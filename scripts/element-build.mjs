import { dirname, join } from 'node:path';
import { build, defineConfig } from 'vite';

/**
 * Modules of core that elements load only where they are needed, by the name of the CDN file. Each becomes a file of its
 * own that imports nothing: a part that both files hold is small, and a file that imports the element's would load it a second
 * time where the page names it with a query, `attn-heatmap.js?v=2`.
 */
const later = { live: 'live-engine.js' };

const library = (entry, name, plugins = [], outDir = 'cdn', emptyOutDir = false) => ({
  configFile: false,
  plugins,
  build: {
    target: 'es2022',
    outDir,
    emptyOutDir,
    lib: { entry, formats: ['es'], fileName: () => `${name}.js` },
    // Library mode keeps white space in ES output unless the bundler itself is told to minify.
    rolldownOptions: { output: { minify: true } },
  },
});

/** Leaves the modules of `later` out, and builds those that the element loads once the rest is written. */
function laterFiles(tag) {
  const met = new Map();
  return {
    name: 'later-files',
    enforce: 'pre',
    resolveId(source, importer) {
      const found = Object.entries(later).find(([, file]) => source.endsWith(`/${file}`));
      if (!found || !importer) return null;
      const [name, file] = found;
      met.set(`${tag}.${name}`, join(dirname(importer), file));
      return { id: `./${tag}.${name}.js`, external: true };
    },
    async writeBundle(_, bundle) {
      const imported = Object.values(bundle).flatMap(({ dynamicImports = [] }) => dynamicImports);
      // What an element has no use for was met on the way, and left out since.
      for (const [name, entry] of met) if (imported.includes(`./${name}.js`)) await build(library(entry, name));
    },
  };
}

/**
 * The CDN files of an element package: `src/define.ts` and everything under it in one minified ES module, `cdn/<tag>.js`, and
 * beside it `cdn/<tag>.<name>.js` for each of the parts that are loaded later.
 * @param {string} tag
 */
export const elementBuild = (tag) =>
  defineConfig({ ...library('src/define.ts', tag, [laterFiles(tag)], 'cdn', true), configFile: undefined });
