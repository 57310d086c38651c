import { writeSafetensors } from '@attn-elements/core/data/write';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases, ran, STEPS } from '../exports/cases.js';
import type { Example } from '../../src/datasets/dataset.js';
import { readRecord, recordOf, writeRecord } from '../exports/record.js';
import { output, pythonWith } from './python.js';

/** What PyTorch and onnxruntime come to for a case. */
interface Told {
  readonly losses: readonly number[];
  readonly loss: number;
  readonly accuracy: number | null;
  /** The largest difference from what the page computes, of the logits and of each map of attention. */
  readonly torch: Readonly<Record<string, number>>;
  readonly onnx: Readonly<Record<string, number>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Input, right answers and answers of the first example, in words; null where nothing has words. */
  readonly example: readonly [string, string, string] | null;
}

const python = pythonWith(['safetensors', 'onnx', 'onnxruntime']);
const names = Object.keys(cases);

if ('missing' in python) it.skip(`exported runs in PyTorch and onnxruntime (skipped: ${python.missing})`);
else {
  describe('an exported run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'runs-'));
    const pages: Record<string, { losses: readonly number[]; loss: number; accuracy: number | null; first: Example }> =
      {};
    const record: Record<string, unknown> = {};
    let told: Record<string, Told>;

    beforeAll(async () => {
      for (const [i, name] of names.entries()) {
        const trainer = await ran(name);
        const { loss, accuracy } = await trainer.evaluate();
        const first = await trainer.example(0);
        pages[name] = { losses: [...trainer.history.losses], loss, accuracy, first };
        const batch = trainer.dataset.heldBack[0] ?? trainer.dataset.batch(0);
        const { output: logits, attention } = await trainer.predict(batch);
        const inputs = Object.entries(batch).map(([input, numbers]) => [`input.${input}`, numbers] as const);
        const page = new Map([...inputs, ['output', logits] as const, ...Object.entries(attention)]);
        const own = join(folder, String(i).padStart(2, '0'));
        mkdirSync(own);
        writeFileSync(join(own, 'run.zip'), await trainer.save('pytorch'));
        writeFileSync(join(own, 'run.onnx'), await trainer.save('onnx'));
        writeFileSync(join(own, 'page.safetensors'), writeSafetensors(page, {}));
        record[name] = await recordOf(trainer);
        trainer.dispose();
      }
      const all = output(python.command, 'runs.py', folder, String(STEPS)) as Record<string, Told>;
      told = Object.fromEntries(Object.entries(all).map(([i, one]) => [names[Number(i)], one]));
      for (const name of names)
        Object.assign(record[name] as object, { losses: told[name].losses, loss: told[name].loss });
      if (process.env.ATTN_RECORD === 'write') writeRecord(record);
    });

    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(names)('%s: trains in PyTorch to the same losses, and its saved weights come to the same', (name) => {
      const { losses, loss, accuracy, torch, metadata } = told[name];
      const page = pages[name];
      for (const [step, one] of losses.entries()) expect(Math.abs(one - page.losses[step])).toBeLessThan(1e-4);
      expect(Math.abs(loss - page.loss)).toBeLessThan(1e-4);
      if (page.accuracy === null) expect(accuracy).toBeNull();
      else expect(accuracy).toBeCloseTo(page.accuracy, 6);
      for (const [map, difference] of Object.entries(torch)) expect(difference, map).toBeLessThan(1e-4);
      expect(metadata.task).toBe(cases[name].task);
    });

    it.each(names)('%s: says the first example in the same words', (name) => {
      const { input, prediction, target } = pages[name].first;
      const { example } = told[name];
      if (!target) return expect(example).toBeNull();
      const [given, right, answer] = example!;
      // A word that was never learned from is not known.
      const like = (words: readonly string[]) =>
        new RegExp(`^${words.map((word) => `(?:${word.replace(/\W/g, '\\$&')}|<unk>)`).join(' ')}$`);
      expect(given).toMatch(like(input));
      const asked = (list: readonly (string | null)[]) => list.filter((one) => one !== null).join(' ');
      // A translation ends with its sign, and is given the right words before each.
      if (cases[name].task === 'translate' || name === 'own pairs')
        expect(right).toMatch(like([...target.map((one) => one!), '<eos>']));
      else expect([right, answer]).toEqual([asked(target), asked(prediction)]);
    });

    it.each(names)('%s: comes to the same logits and attention in onnxruntime', (name) => {
      for (const [map, difference] of Object.entries(told[name].onnx)) expect(difference, map).toBeLessThan(1e-4);
    });

    it('is what the record of PyTorch says (ATTN_RECORD=write writes it anew)', () => {
      for (const name of names) {
        const kept = readRecord()[name];
        expect(kept, name).toMatchObject({ code: (record[name] as { code: string }).code });
        for (const [step, loss] of told[name].losses.entries()) expect(loss).toBeCloseTo(kept.losses[step], 4);
      }
    });
  });
}
