import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import { compile } from '../../scripts/build-wasm.mjs';

it('the module for WebAssembly is what its source compiles to', async () => {
  const committed = readFileSync(join(root, 'packages/core/src/tfjs/cpu-runtime/simd-module.ts'), 'utf8');
  expect(committed).toContain(`'${await compile()}'`);
}, 60_000);
