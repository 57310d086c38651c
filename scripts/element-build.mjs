import { defineConfig } from 'vite';

/**
 * The CDN file of an element package: `src/define.ts` and everything under it in one minified ES module, `cdn/<tag>.js`.
 * @param {string} tag
 */
export const elementBuild = (tag) =>
  defineConfig({
    build: {
      target: 'es2022',
      outDir: 'cdn',
      emptyOutDir: true,
      lib: { entry: 'src/define.ts', formats: ['es'], fileName: () => `${tag}.js` },
      // Library mode keeps white space in ES output unless the bundler itself is told to minify.
      rolldownOptions: { output: { minify: true } },
    },
  });
