import { viridis } from '@attn-elements/core/color';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEvents } from '../../src/files/event-file.js';
import { Trainer } from '../../src/trainer/trainer.js';
import { expectOfTensorBoard, ofTensorBoard } from '../exports/tensorboard-events.js';
import { output, pythonWith } from './python.js';

const python = pythonWith(['tensorboard', 'PIL']);

if ('missing' in python) it.skip(`event files in TensorBoard (skipped: ${python.missing})`);
else {
  describe('an event file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'events-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    it('of ours is read by TensorBoard: curves, parameters, attention in its colours', async () => {
      const trainer = await Trainer.create({ task: 'reverse', layers: 2, heads: 2, width: 8, length: 4, batch: 4 });
      await trainer.snapshot();
      await trainer.evaluate();
      await trainer.step(30);
      await trainer.snapshot();
      await trainer.step(3);
      writeFileSync(join(folder, 'events.out.tfevents.1.ours'), await trainer.save('tensorboard'));
      const { scalars, histograms, images } = output(python.command, 'events.py', 'read', folder) as {
        scalars: Record<string, [number, number][]>;
        histograms: Record<string, [number, number, number, number][]>;
        images: Record<string, [number, ...[number, number, number][]][]>;
      };
      const { history, dataset } = trainer;
      expect(scalars['loss/train']).toEqual([...history.losses].map((loss, at) => [at + 1, loss]));
      const { evaluations } = history;
      expect(scalars['loss/held_back']).toEqual(evaluations.map(({ step, loss }) => [step, Math.fround(loss)]));
      expect(scalars['accuracy/held_back']).toHaveLength(evaluations.length);
      const known = dataset.model.parameters;
      expect(Object.keys(histograms).sort()).toEqual(
        Object.keys(known)
          .map((name) => `parameters/${name}`)
          .sort(),
      );
      for (const [name, { shape }] of Object.entries(known)) {
        const size = shape.reduce((product, length) => product * length, 1);
        const steps = histograms[`parameters/${name}`];
        expect([steps[0][0], steps.at(-1)![0]]).toEqual([0, 33]);
        for (const [, count, , inBuckets] of steps) expect([count, inBuckets]).toEqual([size, size]);
      }
      const [map] = history.frames.at(-1)!.example.attention;
      const [step, ...pixels] = images['attention/self/layer1/head1'].at(-1)!;
      expect([step, pixels.length]).toEqual([30, 16]);
      const most = Math.max(...history.frames.flatMap(({ example }) => [...example.attention[0].values]));
      const weights = map.values.subarray(48, 64);
      const { table } = viridis();
      for (const [i, pixel] of pixels.entries()) {
        const entry = Math.round((255 * weights[i]) / most);
        expect(pixel).toEqual([...table.subarray(3 * entry, 3 * entry + 3)]);
      }
      trainer.dispose();
    });

    it('of TensorBoard is read here, as the stored one is', () => {
      const own = mkdtempSync(join(folder, 'theirs-'));
      output(python.command, 'events.py', 'write', own);
      const bytes = readFileSync(join(own, readdirSync(own)[0]));
      if (process.env.ATTN_RECORD === 'write') ofTensorBoard.write(bytes);
      expectOfTensorBoard(readEvents(new Uint8Array(bytes), 'theirs'));
    });
  });
}
