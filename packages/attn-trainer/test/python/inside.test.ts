import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSafetensors, type WrittenNumbers } from '@attn-elements/core/data/write';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../../src/models/model.js';
import type { Trainer } from '../../src/trainer/trainer.js';
import { cases, ran, STEPS } from '../exports/cases.js';
import { type InsideRecord, readInside, recorded, writeInside } from '../trainer/inside-record.js';
import { output, pythonWith } from './python.js';

interface Told extends InsideRecord {
  readonly differences: Readonly<Record<string, number>>;
  /** Names that PyTorch has no tensor for. */
  readonly unknown: readonly string[];
}

const python = pythonWith(['safetensors', 'onnx', 'onnxruntime']);
const names = Object.keys(cases);

/** The last batch that the first example puts to the model. */
async function exampleBatch(trainer: Trainer): Promise<Batch> {
  let asked: Batch = {};
  await trainer.dataset.example(0, (batch) => {
    asked = batch;
    return trainer.predict(batch);
  });
  return asked;
}

if ('missing' in python) it.skip(`the inside of runs in PyTorch (skipped: ${python.missing})`);
else {
  describe('the inside of a run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'inside-'));
    let told: Record<string, Told>;

    beforeAll(async () => {
      for (const [i, name] of names.entries()) {
        const trainer = await ran(name);
        const inside = await trainer.inside();
        const page = new Map<string, WrittenNumbers>();
        for (const [input, numbers] of Object.entries(await exampleBatch(trainer))) page.set(`input.${input}`, numbers);
        for (const { name: tensor } of inside.tensors) page.set(tensor, (await inside.tensor({ name: tensor }))!);
        const own = join(folder, String(i).padStart(2, '0'));
        mkdirSync(own);
        writeFileSync(join(own, 'run.zip'), await trainer.save('pytorch'));
        writeFileSync(join(own, 'page.safetensors'), writeSafetensors(page, {}));
        trainer.dispose();
      }
      const all = output(python.command, 'inside.py', folder, String(STEPS)) as Record<string, Told>;
      told = Object.fromEntries(Object.entries(all).map(([i, one]) => [names[Number(i)], one]));
      const kept = ({ brief, answers, likely, best }: Told) => ({ brief, answers, likely, best });
      if (process.env.ATTN_RECORD === 'write')
        writeInside(Object.fromEntries(recorded.map((name) => [name, kept(told[name])])));
    });

    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(names)('%s: has the weights, gradients and outputs of modules of PyTorch under its names', (name) => {
      const { differences, unknown } = told[name];
      expect(Object.keys(differences).filter((one) => one.endsWith('.grad'))).not.toEqual([]);
      for (const [tensor, difference] of Object.entries(differences)) expect(difference, tensor).toBeLessThan(2e-4);
      // Tables of sines are no parameters there, and pooling over a picture is no function of its own.
      for (const tensor of unknown)
        expect(tensor).toMatch(/^transformer\.wpe\.weight$|_positions\.weight$|^att\d?\.pooled$/);
    });

    it('is what the record of PyTorch says (ATTN_RECORD=write writes it anew)', () => {
      for (const name of recorded) {
        const kept = readInside()[name];
        expect(told[name].answers).toEqual(kept.answers);
        expect(told[name].best).toEqual(kept.best);
        for (const [tensor, brief] of Object.entries(kept.brief)) {
          for (const [i, number] of brief.entries()) expect(told[name].brief[tensor][i], tensor).toBeCloseTo(number, 3);
        }
      }
    });
  });
}
