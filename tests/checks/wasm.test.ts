import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import { compileAll } from '../../scripts/build-wasm.mjs';

it('the modules for WebAssembly are what their sources compile to', async () => {
  for (const [path, text] of await compileAll()) {
    expect(readFileSync(join(root, 'packages/core/src', path), 'utf8')).toBe(text);
  }
}, 60_000);
