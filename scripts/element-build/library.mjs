/** Vite's configuration for one minified ES module, `cdn/<name>.js`; of more than one where `output` says so. */
export const library = (entry, name, plugins, output = { codeSplitting: false }) => ({
  configFile: false,
  plugins,
  build: {
    target: 'es2022',
    outDir: 'cdn',
    lib: { entry, formats: ['es'], fileName: () => `${name}.js` },
    // Library mode keeps white space in ES output unless the bundler itself is told to minify; and marks for other bundlers.
    // One file, also of what is imported by `import()` and is no part of its own.
    rolldownOptions: {
      // What a chunk shares with the entry is exported by the entry.
      preserveEntrySignatures: 'allow-extension',
      output: { minify: true, comments: false, ...output },
    },
  },
});
