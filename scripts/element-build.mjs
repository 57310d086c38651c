import { defineConfig } from 'vite';
import { leanTensorflow } from './element-build/lean-tensorflow.mjs';
import { shortTemplates } from './element-build/short-templates.mjs';

/**
 * Says to V8 that nearly all of a file runs when its first figure is drawn: so it compiles the functions together, beside the page's
 * thread while the file comes in, and not one by one on it, which took a fifth of the time to the first picture. Other engines
 * read a comment. Explicit compile hints, https://v8.dev/blog/explicit-compile-hints.
 */
const COMPILED_AHEAD = '//# allFunctionsCalledOnLoad';

const plugins = () => [shortTemplates(), leanTensorflow()];

/** Drawing on the graphics device: one file, for all who draw there. */
const webgl = { name: 'webgl', test: /[\\/]gl[\\/](stage|scratch-texture|cover\.glsl|passes[\\/][\w.]+)\.js$/ };

// Library mode keeps white space in ES output unless the bundler itself is told to minify; and marks for other bundlers.
const small = { minify: true, comments: false };

/**
 * The CDN files of an element package: `src/define.ts` and all that it imports in one minified ES module, `cdn/<tag>.js`, and beside
 * it a file for each part that is imported where it is needed. A part takes what it shares with the element from the element's
 * file. The names of parts carry a hash: no page mixes those of two versions.
 * @param {string} tag
 */
export const elementBuild = (tag) =>
  defineConfig({
    plugins: plugins(),
    base: './',
    define: { ATTN_CDN: 'true' },
    build: {
      target: 'es2022',
      outDir: 'cdn',
      lib: { entry: 'src/define.ts', formats: ['es'], fileName: () => `${tag}.js` },
      rolldownOptions: {
        // What a part shares with the element is exported by the element's file.
        preserveEntrySignatures: 'allow-extension',
        output: {
          ...small,
          chunkFileNames: `${tag}.[name]-[hash].js`,
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ name: tag, tags: ['$initial'] }, webgl],
          },
          postBanner: ({ fileName }) => (fileName === `${tag}.js` ? COMPILED_AHEAD : ''),
        },
      },
    },
    worker: {
      format: 'es',
      plugins,
      rolldownOptions: {
        output: {
          ...small,
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: {
            includeDependenciesRecursively: false,
            // WebKit runs the entry of a worker twice where another of its files imports it: what they share is none of it.
            groups: [{ name: `${tag}.worker`, tags: ['$initial'], test: /(?<!-worker)\.[jt]s$/ }],
          },
        },
      },
    },
  });
