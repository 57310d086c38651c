/**
 * Compiles packages/core/wasm to WebAssembly and writes it, as text, to where packages/core/src runs it. What it writes is
 * committed; a test compiles again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { root } from './bootstrap.mjs';

const folder = join(root, 'packages/core');
const options = ['-O3', '--runtime', 'stub', '--noAssert', '--outFile', 'module.wasm'];

/** Sources of modules that pages run: the file in packages/core/src, and its constants with the file in packages/core/wasm and features. */
const sources = {
  'tfjs/cpu-runtime/simd-module.ts': { simdModule: ['kernels.ts', 'simd'] },
  'model/engine/wasm/modules.ts': {
    simdModule: ['engine.ts', 'simd'],
    relaxedModule: ['engine.ts', 'simd', 'relaxed-simd'],
  },
};

/** A module in base64. */
async function compile(entry, features) {
  const output = new Map();
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  const { error, stderr } = await asc.main([entry, ...enabled, ...options], {
    readFile(name) {
      try {
        return readFileSync(join(folder, 'wasm', name), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (name, contents) => output.set(name, contents),
    listFiles: () => [],
  });
  if (error) throw new Error(stderr.toString(), { cause: error });
  return Buffer.from(output.get('module.wasm')).toString('base64');
}

/** Every source that is written, by its path in packages/core/src. */
export async function compileAll() {
  const written = new Map();
  for (const [path, constants] of Object.entries(sources)) {
    let text = '// Written by `npm run build-wasm` from wasm/.\n';
    for (const [name, [entry, ...features]] of Object.entries(constants)) {
      text += `export const ${name} =\n  '${await compile(entry, features)}';\n`;
    }
    written.set(path, text);
  }
  return written;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await compileAll()) {
    writeFileSync(join(folder, 'src', path), text);
    console.log(`${path}: ${text.length} bytes`);
  }
}
