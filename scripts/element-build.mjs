import { join } from 'node:path';
import { defineConfig } from 'vite';
import { elementTags, root } from './bootstrap.mjs';
import { compiledAhead } from './element-build/compiled-ahead.mjs';
import { filesOfTags } from './element-build/files-of-tags.mjs';
import { leanTensorflow } from './element-build/lean-tensorflow.mjs';
import { leanZarr } from './element-build/lean-zarr.mjs';
import { notices } from './element-build/notices.mjs';
import { shortTemplates } from './element-build/short-templates.mjs';

/** Worker of a package that was built: its modules, in place of the bundle that it has them in. */
const workerOfModules = {
  name: 'worker-of-modules',
  load(id) {
    const [, worker] = /[\\/]dist[\\/]\w+[\\/](trainer|model)-worker\.js$/.exec(id) ?? [];
    const serving = { trainer: './worker-session.js', model: './serve.js' }[worker];
    return serving ? `import { answerPage } from '${serving}'; answerPage();` : null;
  },
};

const plugins = () => [shortTemplates(), leanTensorflow(), leanZarr(), workerOfModules];

/** Drawing on the graphics device: one file, for all who draw there. */
const webgl = { name: 'webgl', test: /[\\/]gl[\\/](stage|scratch-texture|cover\.glsl|passes[\\/][\w.]+)\.js$/ };

// Library mode keeps white space in ES output unless the bundler itself is told to minify; and marks for other bundlers.
const small = { minify: true, comments: false };

/** Beginning of the name of a file of workers: what both have is of neither. */
const workerOf = (ids) => {
  const is = (folders) => ids.some((id) => new RegExp(`[\\\\/](${folders})[\\\\/]`).test(id));
  if (is('attn-model|model|tokenizers')) return 'model-worker';
  return is('attn-trainer|tfjs') ? 'trainer-worker' : 'worker';
};

/** Bundling of the worker, whose files lie beside the one that begins it. */
const worker = (notice) => ({
  format: 'es',
  plugins: () => [...plugins(), notice],
  rolldownOptions: {
    output: {
      ...small,
      entryFileNames: '[name].js',
      chunkFileNames: ({ moduleIds }) => `${workerOf(moduleIds)}.[name]-[hash].js`,
      codeSplitting: {
        includeDependenciesRecursively: false,
        // WebKit runs the entry of a worker twice where another of its files imports it: what they share is none of it.
        groups: [{ name: 'training', tags: ['$initial'], test: /(?<!-worker)\.[jt]s$/ }],
      },
    },
  },
});

/** Of both outputs: `ATTN_CDN` says to sources that they lie as they were built. */
const common = (isFirst) => {
  const notice = notices();
  return {
    // The hint stands before all else in a file.
    plugins: [...plugins(), notice.page, compiledAhead(isFirst)],
    base: './',
    define: { ATTN_CDN: 'true' },
    worker: worker(notice.worker),
  };
};

/**
 * The CDN files of an element package: `src/define.ts` and all that it imports in one minified ES module, `cdn/<tag>.js`, and beside
 * it a file for each part that is imported where it is needed. A part takes what it shares with the element from the element's
 * file. The names of parts carry a hash: no page mixes those of two versions.
 * @param {string} tag
 */
export const elementBuild = (tag) =>
  defineConfig({
    ...common(({ isEntry }) => isEntry),
    build: {
      target: 'es2022',
      outDir: 'cdn',
      lib: { entry: 'src/define.ts', formats: ['es'], fileName: () => `${tag}.js` },
      rolldownOptions: {
        // Exports that a part shares with the element are in the element's file.
        preserveEntrySignatures: 'allow-extension',
        output: {
          ...small,
          chunkFileNames: `${tag}.[name]-[hash].js`,
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ name: tag, tags: ['$initial'] }, webgl],
          },
        },
      },
    },
  });

/** The CDN files of all elements together, `packages/attn-elements`: one for each tag, over chunks that they share. */
export const collectionBuild = () => {
  const tags = Object.fromEntries(elementTags().map((tag) => [tag, join(root, 'packages', tag, 'dist/define.js')]));
  const shared = common(({ isEntry, name }) => isEntry || name === 'base');
  return defineConfig({
    ...shared,
    plugins: [...shared.plugins, filesOfTags('auto.js')],
    // The page of one figure for a frame, and what makes frames as high as it: they are written as they are.
    publicDir: 'static',
    build: {
      target: 'es2022',
      outDir: 'cdn',
      lib: {
        entry: { ...tags, all: 'src/define.ts', auto: 'src/auto.ts' },
        formats: ['es'],
        fileName: (_format, name) => `${name}.js`,
      },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          ...small,
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: {
            includeDependenciesRecursively: false,
            // Modules that four elements, and the file of all, need at once: of three it made a page of one of them heavier by 2.5 kB, and one of
            // all lighter by 1.7. The autoloader needs none of it.
            groups: [{ name: 'base', tags: ['$initial'], minShareCount: 5 }, webgl],
          },
        },
      },
    },
  });
};

/**
 * Elements in one file, `cdn/one.js`, and as a classic script, `cdn/one.classic.js`: for tools that take one file, for pages that a
 * system writes `<script src>` into, and for pages that are opened from a disk. Its notices are among those of the collection.
 */
export const oneFileBuild = () =>
  defineConfig({
    plugins: [...plugins(), notices({ isWritten: false }).page],
    define: { ATTN_CDN: 'true' },
    build: {
      target: 'es2022',
      outDir: 'cdn',
      emptyOutDir: false,
      lib: {
        entry: 'src/one.ts',
        name: 'attnElements',
        formats: ['es', 'iife'],
        fileName: (format) => (format === 'es' ? 'one.js' : 'one.classic.js'),
      },
      rolldownOptions: { output: { ...small, codeSplitting: false, exports: 'named' } },
    },
  });
