import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { root } from '../bootstrap.mjs';

const specifier = '@tensorflow/tfjs-core';
const address = '/__tfjs-core.js';

/**
 * A @web/test-runner plugin for tests that import TensorFlow.js. Its modules import CommonJS, which a browser does not read
 * without a bundler; this makes a module of the file that it brings for script tags.
 */
export function tensorflowPlugin() {
  return {
    name: 'tensorflow',
    resolveImport: ({ source }) => (source === specifier ? address : undefined),
    serve({ path }) {
      if (path !== address) return undefined;
      const require = createRequire(join(root, 'packages/core/package.json'));
      const script = join(dirname(require.resolve(specifier)), 'tf-core.min.js');
      const names = Object.keys(require(specifier)).filter((name) => name !== '__esModule');
      const body = [
        `import '/${relative(root, script).split(sep).join('/')}';`,
        `export const { ${names.join(', ')} } = globalThis.tf;`,
      ];
      return { body: body.join('\n'), type: 'js' };
    },
  };
}
