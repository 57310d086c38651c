/** The modules of TensorFlow.js that are there to be registered: formats of files, and optimisers that a file may name. */
const registered = /[\\/]tfjs-core[\\/]dist[\\/](io|optimizers)[\\/]|[\\/]node_modules[\\/]long[\\/]/;

const index = /[\\/]tfjs-core[\\/]dist[\\/]index\.js$/;

/**
 * Leaves out what tfjs-core registers when it is imported and nobody here asks for. It is the way of its own custom bundles: another
 * `index.js`, that registers no optimisers, and no module kept for the sake of what it registers.
 */
export function leanTensorflow() {
  return {
    name: 'lean-tensorflow',
    transform(code, id) {
      if (index.test(id)) return "import './base_side_effects';\nexport * from './base';";
      return registered.test(id) ? { code, moduleSideEffects: false } : null;
    },
  };
}
