/** Models as a page has them: a folder and a text, held to what PyTorch computed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, type Model, type ModelPart, type RunArray } from '@attn-elements/core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Expected, expectedOf, farthest, modelFolders, modelsFolder } from './model-folder.js';

const index = join(modelsFolder, 'families', 'index.json');
const { families = {} } = existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')) : {};

/** Texts of a case: of a pair there are two. */
const textsOf = (family: string, name: string): readonly string[] | undefined =>
  families[family]?.cases[name]?.text?.split(' ⧟ ');

const attentionNames: Readonly<Record<ModelPart, string>> = {
  self: 'attention',
  encoder: 'encoder_attention',
  decoder: 'decoder_attention',
  cross: 'cross_attention',
};

/** One matrix of [layers, heads, rows, columns]. */
function matrixOf({ shape, values }: Expected, layer: number, head: number): Float32Array {
  const [, heads, rows, columns] = shape;
  return values.subarray((layer * heads + head) * rows * columns, (layer * heads + head + 1) * rows * columns);
}

for (const folder of modelFolders()) {
  const read = folder.cases.filter((name) => textsOf(folder.name, name) || folder.name === 'vit');
  if (read.length === 0) continue;
  describe(folder.name, async () => {
    const arrays = await expectedOf(folder);
    let model: Model;
    beforeAll(async () => {
      model = await load(folder.path);
    });
    afterAll(() => model.dispose());

    it.each(read)('%s', async (name) => {
      const of = (array: string) => arrays.get(`${name}.${array}`);
      const texts = textsOf(folder.name, name);
      const image = of('image');
      const picture = image && pictureOf(image);
      const decoderIds = of('decoder_input_ids');
      const run = await model.run(
        texts
          ? { text: texts[0], pair: texts[1] ?? null, decoderIds: decoderIds && [...decoderIds.values] }
          : { picture },
        { logits: 'all' },
      );
      if (texts) expect(run.tokens.ids).toEqual([...of('input_ids')!.values]);
      if (texts?.[1]) {
        const types = [...of('token_type_ids')!.values];
        expect(run.tokens.segments).toEqual([
          { kind: 'text', start: 0, length: types.indexOf(1) },
          { kind: 'text', start: types.indexOf(1), length: types.length - types.indexOf(1) },
        ]);
      }
      expect(run.parts.length).toBeGreaterThan(0);
      for (const part of run.parts) {
        const expected = of(attentionNames[part])!;
        const heads = run.heads(part);
        expect(heads).toHaveLength(expected.shape[0]);
        for (const [layer, count] of heads.entries()) {
          expect(count).toBe(expected.shape[1]);
          for (let head = 0; head < count; head++) {
            const far = farthest(run.attention(layer, head, part), matrixOf(expected, layer, head));
            expect(far).toBeLessThan(folder.tolerance.attention);
          }
        }
      }
      const logits = of('logits');
      if (logits) {
        const width = logits.shape.at(-1)!;
        const row = logits.values.subarray(logits.values.length - width);
        expect(farthest(run.logits(), row)).toBeLessThan(folder.tolerance.logits);
      }
      const [part] = run.parts;
      if (part !== 'self') return;
      for (const array of ['queries', 'keys', 'values'] as const satisfies RunArray[]) {
        const expected = of(array);
        if (!expected) continue;
        const [layers, heads] = expected.shape;
        const group = run.heads()[layers - 1] / heads;
        const { rows, columns, values } = await run.array(array, part, layers - 1, group * heads - 1);
        expect([rows, columns]).toEqual(expected.shape.slice(2));
        expect(farthest(values, matrixOf(expected, layers - 1, heads - 1))).toBeLessThan(folder.tolerance.hidden);
      }
      const hidden = of('hidden');
      if (!hidden) return;
      const last = await run.array('hidden', part, hidden.shape[0] - 2);
      expect([last.rows, last.columns]).toEqual(hidden.shape.slice(1));
      const size = last.rows * last.columns;
      expect(farthest(last.values, hidden.values.subarray(hidden.values.length - size))).toBeLessThan(
        folder.tolerance.hidden,
      );
    });
  });
}

/** 8-bit RGB as a canvas has it. */
function pictureOf({ shape, values }: Expected) {
  const [height, width] = shape;
  const data = new Uint8ClampedArray(height * width * 4).fill(255);
  for (let at = 0; at < height * width; at++) data.set(values.subarray(3 * at, 3 * at + 3), 4 * at);
  return { width, height, data };
}
