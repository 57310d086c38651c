import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Description, differencesFrom } from './reference-task.js';

const folder = process.env.ATTN_REFERENCE_DIR!;
const { cases } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { cases: Description[] };

describe.each(['wasm', 'cpu'] as const)('the Trainer held to PyTorch on %s', (engine) => {
  it.each(cases.filter(({ kind }) => kind.startsWith('train-')))('$file', async (description) => {
    const bytes = readFileSync(join(folder, description.file));
    const { early, all, maps } = await differencesFrom(bytes, description, engine);
    expect(early).toBeLessThan(1e-4);
    expect(all).toBeLessThan(1e-3);
    expect(Object.keys(maps)).not.toEqual([]);
    for (const [name, off] of Object.entries(maps)) expect(off, name).toBeLessThan(5e-3);
  });
});
