import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap.mjs';

const core = join(root, 'packages', 'core');

/** Addresses of core's sources by what is imported: `@attn-elements/core/math` → `/packages/core/src/math/index.ts`. */
const sources = Object.fromEntries(
  Object.entries(JSON.parse(readFileSync(join(core, 'package.json'), 'utf8')).exports)
    .filter(([, entry]) => entry.default)
    .map(([subpath, entry]) => [
      `@attn-elements/core${subpath.slice(1)}`,
      `/packages/core${entry.default.replace('./dist/', '/src/').replace(/\.js$/, '.ts')}`,
    ]),
);

/** A @web/test-runner plugin by which elements are tested with core as it is written, not as it was last built. */
export const sourcesPlugin = () => ({
  name: 'sources',
  resolveImport: ({ source }) => sources[source],
});
