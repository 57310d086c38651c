/** Vite's configuration for one minified ES module, `cdn/<name>.js`. */
export const library = (entry, name, plugins) => ({
  configFile: false,
  plugins,
  build: {
    target: 'es2022',
    outDir: 'cdn',
    lib: { entry, formats: ['es'], fileName: () => `${name}.js` },
    // Library mode keeps white space in ES output unless the bundler itself is told to minify; and marks for other bundlers.
    // One file, also of what is imported by `import()` and is no part of its own.
    rolldownOptions: { output: { minify: true, comments: false, codeSplitting: false } },
  },
});
