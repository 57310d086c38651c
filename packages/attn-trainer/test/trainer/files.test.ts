import { load, openAttention } from '@attn-elements/core/data';
import { describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkpoint, fileFormats } from '../../src/files/checkpoint.js';
import { tasks } from '../../src/tasks/index.js';
import { Trainer } from '../../src/trainer/trainer.js';
import type { TrainerOptions } from '../../src/trainer/trainer-options.js';

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
    const learned = Object.entries(trainer.dataset.model.parameters).filter(([, { isFrozen }]) => !isFrozen);
    for (const [name, { shape }] of learned) expect((await file.get(name)).shape).toEqual(shape);
    expect(file.names).toEqual(expect.arrayContaining(['attention_encoder', 'attention_decoder', 'adam.moments']));
    trainer.dispose();
  });

  it('keeps the files of the runs beside it, and is opened as the attention of its own', async () => {
    const trainer = await Trainer.create(small);
    const beside = [await trainer.save(), null, (await trainer.step(), await trainer.save())];
    const { attention } = await trainer.example();
    const file = await trainer.save(format, 0, 10, 'heads=1; heads=5; heads=2', beside);
    const kept = await (await Checkpoint.open(file)).beside();
    expect(kept.slice(0, 4)).toEqual([...beside, null]);
    const source = await openAttention(await load(file));
    expect([source.layers, source.heads(0), ...source.shape(0)]).toEqual(attention[0].shape);
    expect((await (await Checkpoint.open(await trainer.save(format))).beside()).every((one) => one === null)).toBe(
      true,
    );
    trainer.dispose();
  });
});

const table = ['text,label', ...Array.from({ length: 12 }, (_, i) => `word${i % 3} and more. it ends.,${i % 2}`)].join(
  '\n',
);

/** Every task, as small as it can be. */
const everyTask: TrainerOptions[] = tasks.map(({ name }) => ({
  task: name,
  batch: 4,
  seed: 3,
  ...(name === 'own' ? { data: table } : {}),
}));

describe.each(fileFormats)('what every task saves as %s', (format) => {
  it.each(everyTask)(
    '$task: is opened as its attention, and is gone on from as if it had never stopped',
    async (options) => {
      const whole = await Trainer.create(options);
      await whole.step(8);
      const trainer = await Trainer.create(options);
      await trainer.snapshot();
      await trainer.step(4);
      await trainer.evaluate();
      await trainer.snapshot();
      const { attention } = await trainer.example();
      const file = await trainer.save(format);

      const source = await openAttention(await load(file));
      const [map] = attention;
      expect([source.layers, source.heads(0), ...source.shape(0)]).toEqual(map.shape);
      expect([source.queryTokens, source.keyTokens]).toEqual([map.queryTokens, map.keyTokens]);
      const [layers, heads, queries, keys] = map.shape;
      for (let layer = 0; layer < layers; layer++) {
        for (let head = 0; head < heads; head++) {
          const at = (layer * heads + head) * queries * keys;
          expect(await source.slice(layer, head)).toEqual(map.values.subarray(at, at + queries * keys));
        }
      }

      const other = await Trainer.open(file, { data: options.data });
      expect(other.history.frames).toEqual(trainer.history.frames);
      expect(other.history.evaluations).toEqual(trainer.history.evaluations);
      expect(other.history.toCSV()).toBe(trainer.history.toCSV());
      await other.step(4);
      expect([...other.history.losses]).toEqual([...whole.history.losses]);
      for (const one of [whole, trainer, other]) one.dispose();
    },
  );
});

describe('the history in a file', () => {
  it('is as long as a run may be, with frames evenly spread', async () => {
    const trainer = await Trainer.create({ task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4 });
    const example = await trainer.snapshot();
    for (let step = 0; step < 1000; step++) trainer.history.addLoss(step, 1 / (step + 1));
    for (let step = 5; step <= 1000; step += 2) trainer.history.addFrame({ step, example });
    const other = await Trainer.open(await trainer.save());
    expect(other.history.losses).toEqual(trainer.history.losses);
    const steps = other.history.frames.map(({ step }) => step);
    expect(steps.length).toBeGreaterThan(100);
    expect(steps.length).toBeLessThanOrEqual(200);
    expect(steps[0]).toBe(0);
    const gaps = steps.slice(2).map((step, i) => step - steps[i + 1]);
    expect(new Set(gaps).size).toBe(1);
    for (const one of [trainer, other]) one.dispose();
  });

  it('that does not fit together is left out, and the weights count', async () => {
    const trainer = await Trainer.create({ task: 'reverse', length: 4, symbols: 4, width: 8, batch: 4 });
    await trainer.step(3);
    const text = new TextDecoder('latin1').decode(await trainer.save());
    const file = Uint8Array.from(text.replace('\\"losses\\":3', '\\"losses\\":9'), (letter) => letter.charCodeAt(0));
    expect(text).toContain('\\"losses\\":3');
    const other = await Trainer.open(file);
    expect([other.steps, other.history.losses.length]).toEqual([3, 0]);
    for (const one of [trainer, other]) one.dispose();
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
