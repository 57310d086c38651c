/**
 * Compiles packages/core/wasm to WebAssembly and writes it, as text, to packages/core/src/tfjs/cpu-runtime. What it
 * writes is committed; a test compiles again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { root } from './bootstrap.mjs';

const folder = join(root, 'packages/core');
const options = ['--enable', 'simd', '-O3', '--runtime', 'stub', '--noAssert', '--outFile', 'kernels.wasm'];

/** The module in base64. */
export async function compile() {
  const output = new Map();
  const { error, stderr } = await asc.main(['kernels.ts', ...options], {
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
  return Buffer.from(output.get('kernels.wasm')).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await compile();
  const source = `// Written by \`npm run build-wasm\` from wasm/.\nexport const simdModule =\n  '${text}';\n`;
  writeFileSync(join(folder, 'src/tfjs/cpu-runtime/simd-module.ts'), source);
  console.log(`${Buffer.from(text, 'base64').length} bytes`);
}
