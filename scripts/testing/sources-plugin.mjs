import { packageFolders, readManifest } from '../bootstrap.mjs';

/**
 * Addresses of the packages' sources by what is imported: `@attn-elements/core/math` → `/packages/core/src/math/index.ts`.
 * Files that are no module of `dist` are as they were built.
 */
const sources = Object.fromEntries(
  packageFolders()
    .filter((folder) => folder.startsWith('packages'))
    .flatMap((folder) => {
      const { name, exports } = readManifest(folder);
      return Object.entries(exports)
        .filter(([, entry]) => entry.default?.startsWith('./dist/'))
        .map(([subpath, entry]) => [
          `${name}${subpath.slice(1)}`,
          `/${folder.replaceAll('\\', '/')}${entry.default.replace('./dist/', '/src/').replace(/\.js$/, '.ts')}`,
        ]);
    }),
);

/** A @web/test-runner plugin by which elements are tested with the sources as they are written, not as they were last built. */
export const sourcesPlugin = () => ({
  name: 'sources',
  resolveImport: ({ source }) => sources[source],
});
