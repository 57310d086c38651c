import { load, openAttention } from '@attn-elements/core/data';
import { describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileFormats } from '../../src/files/checkpoint.js';
import { Trainer } from '../../src/trainer/trainer.js';

const small = { task: 'translate', width: 8, layers: 2, heads: 2, batch: 4 } as const;

describe.each(fileFormats)('a saved %s', (format) => {
  it('is opened as attention, with its tokens', async () => {
    const trainer = await Trainer.create(small);
    const { attention } = await trainer.example(2);
    const source = await openAttention(await load(await trainer.save(format, 2)));
    const [cross] = attention;
    expect([source.layers, source.heads(0), ...source.shape(0)]).toEqual(cross.shape);
    expect(source.queryTokens).toEqual(cross.queryTokens);
    expect(source.keyTokens).toEqual(cross.keyTokens);
    const size = cross.shape[2] * cross.shape[3];
    expect(await source.slice(1, 1)).toEqual(cross.values.subarray(3 * size));
    trainer.dispose();
  });

  it('keeps all maps and all weights under their names', async () => {
    const trainer = await Trainer.create(small);
    await trainer.step();
    const file = await load(await trainer.save(format));
    const learned = Object.entries(trainer.lesson.model.parameters).filter(([, { isFixed }]) => !isFixed);
    for (const [name, { shape }] of learned) expect((await file.get(name)).shape).toEqual(shape);
    expect(file.names).toEqual(expect.arrayContaining(['attention_encoder', 'attention_decoder', 'adam.moments']));
    trainer.dispose();
  });
});

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

describe.runIf(hasNumpy)('NumPy', () => {
  it('reads a saved npz, text of any length too', async () => {
    const trainer = await Trainer.create(small);
    const folder = mkdtempSync(join(tmpdir(), 'saved-'));
    try {
      const file = join(folder, 'saved.npz');
      writeFileSync(file, await trainer.save('npz'));
      const script = `import json, sys, zipfile, numpy as np
assert zipfile.ZipFile(sys.argv[1]).testzip() is None
z = np.load(sys.argv[1])
print(json.dumps([z['attention'].shape, str(z['attention'].dtype), z['key_tokens'].tolist(), json.loads(str(z['training'][0]))['task'], float(z['attention'].sum())]))`;
      const { stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
      expect(stderr).toBe('');
      const [shape, dtype, tokens, task, sum] = JSON.parse(stdout);
      const { attention } = await trainer.example();
      expect([shape, dtype, tokens, task]).toEqual([
        attention[0].shape,
        'float32',
        attention[0].keyTokens,
        'translate',
      ]);
      expect(sum).toBeCloseTo(attention[0].shape[0] * attention[0].shape[1] * attention[0].shape[2], 3);
    } finally {
      rmSync(folder, { recursive: true });
      trainer.dispose();
    }
  });
});
