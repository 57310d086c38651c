/**
 * Names to the autoloader, in the place of `ATTN_FILES`, the files that the file of each tag imports at once: it asks for all of them
 * together. The bundler's own way puts a helper for every lazy part into each page.
 * @param {string} loader the autoloader's file
 */
export const filesOfTags = (loader) => ({
  name: 'files-of-tags',
  generateBundle(_options, bundle) {
    const importedBy = (file, found = new Set()) => {
      for (const other of bundle[file].imports) if (!found.has(other)) importedBy(other, found.add(other));
      return [...found];
    };
    const chunk = bundle[loader];
    const files = chunk.dynamicImports.map((file) => [file.replace('.js', ''), importedBy(file)]);
    chunk.code = chunk.code.replace('ATTN_FILES', () => JSON.stringify(Object.fromEntries(files)));
  },
});
