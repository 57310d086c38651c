/**
 * Gradients of a logit with respect to attention, held to differences: the same pass with one weight of a head a little larger,
 * and a little smaller, and all that follows computed anew.
 */
import { join } from 'node:path';
import {
  describeModel,
  layersOf,
  load,
  type ModelPart,
  ModelConfig,
  Network,
  partsOf,
  type PassOptions,
  PlainEngine,
  TensorNames,
  WasmEngine,
} from '@attn-elements/core/model';
import { describe, expect, it } from 'vitest';
import { configOf, expectedOf, farthest, inputOf, modelFolders, modelsFolder, tensorsOf } from './model-folder.js';

/** Small beside the weights, and large beside what float32 rounds of a logit. */
const STEP = 5e-4;

for (const folder of modelFolders()) {
  describe(folder.name, async () => {
    const config = new ModelConfig(configOf(folder), 'config.json');
    const { names, reader } = await tensorsOf(folder.path);
    const architecture = describeModel(config, new TensorNames(names, 'model.safetensors'));
    const arrays = await expectedOf(folder);
    const [first] = [...arrays.keys()].find((name) => /input_ids|pixel_values/.test(name))!.split('.');
    const input = inputOf(arrays, first, architecture);
    const network = new Network(architecture, reader, new PlainEngine());
    const run = (options: PassOptions) => network.run(input, { logits: 'last', ...options });

    it.skipIf(!architecture.head)('are the slopes of the logit', async () => {
      const plain = await run({});
      const id = plain.logits!.indexOf(Math.max(...plain.logits!));
      const { gradients } = await run({ gradientOf: {} });
      for (const part of partsOf(architecture)) {
        const layers = layersOf(architecture, part);
        for (const [layer, { heads }] of layers.entries()) {
          const { attention, queryCount, keyCount } = plain.attention.get(part)![layer];
          const found = gradients!.get(part)![layer];
          const head = layer % heads;
          const cells = queryCount * keyCount;
          const weights = attention!.slice(head * cells, (head + 1) * cells);
          // Beside some of the first queries those of the last, of which the logits are.
          for (const cell of [0, 1, cells - 1, cells - Math.min(2, keyCount), Math.floor(cells / 2)]) {
            const logit = async (step: number) => {
              const changed = weights.slice();
              changed[cell] += step;
              return (await run({ patch: [{ part, layer, head, weights: changed }] })).logits![id];
            };
            const slope = ((await logit(STEP)) - (await logit(-STEP))) / (2 * STEP);
            const size = Math.max(1, Math.abs(slope));
            expect(
              Math.abs(found[head * cells + cell] - slope) / size,
              `${part} ${layer}.${head} ${cell}`,
            ).toBeLessThan(3e-3);
          }
        }
      }
    });

    it.skipIf(!architecture.head)('are the same in WebAssembly', async () => {
      const other = new Network(architecture, reader, await WasmEngine.start());
      const { gradients: expected } = await run({ gradientOf: { id: 1 } });
      const { gradients: found } = await other.run(input, { logits: 'last', gradientOf: { id: 1 } });
      for (const [part, layers] of expected!) {
        for (const [layer, values] of layers.entries()) {
          const most = Math.max(1, ...values.map(Math.abs));
          const apart = found!.get(part)![layer].map((value, at) => Math.abs(value - values[at]) / most);
          expect(Math.max(...apart)).toBeLessThan(1e-4);
        }
      }
      other.dispose();
    });

    it.skipIf(!architecture.head)(
      'flow neither into scores of a head that was patched, nor through one that is taken away',
      async () => {
        const part: ModelPart = partsOf(architecture)[0];
        const [{ heads }] = layersOf(architecture, part);
        const { attention, queryCount, keyCount } = (await run({})).attention.get(part)![0];
        const weights = attention!.slice(0, queryCount * keyCount);
        const change: PassOptions = { ablate: [{ part, layer: 0, head: heads - 1, by: 'zero' }] };
        const { gradients } = await run({ ...change, gradientOf: { id: 1 } });
        const own = gradients!.get(part)![0];
        expect(own.subarray((heads - 1) * queryCount * keyCount).every((value) => value === 0)).toBe(true);
        const logit = async (step: number) => {
          const changed = weights.slice();
          changed[0] += step;
          const options = heads > 1 ? change : {};
          return (await run({ ...options, patch: [{ part, layer: 0, head: 0, weights: changed }] })).logits![1];
        };
        if (heads === 1) return;
        const slope = ((await logit(STEP)) - (await logit(-STEP))) / (2 * STEP);
        expect(Math.abs(own[0] - slope) / Math.max(1, Math.abs(slope))).toBeLessThan(3e-3);
      },
    );
  });
}

describe('of a run', () => {
  const open = (name: string) => load(join(modelsFolder, name));

  it('are of the likeliest prediction, or of the token that is named', async () => {
    const model = await open('story-gpt2');
    const run = await model.run('Tom has a red', { logits: 'last' });
    const [{ predictions }] = run.predictions({ count: 2 });
    const likeliest = await run.array('attention-gradient', 'self', 1, 0);
    const named = await run.gradient('attention-gradient', 'self', 1, 0, { id: predictions[0].id });
    const other = await run.gradient('attention-gradient', 'self', 1, 0, { id: predictions[1].id });
    expect(likeliest.rows).toBe(run.tokens.ids.length);
    expect([...named.values]).toEqual([...likeliest.values]);
    expect(farthest(other.values, named.values)).toBeGreaterThan(1e-4);
    await expect(run.gradient('gradient', 'self', 0, 0, { id: 1e6 })).rejects.toMatchObject({ code: 'bad-option' });
    model.dispose();
  });

  it('are of the first mask token, and without one it is said', async () => {
    const model = await open('families/bert');
    const run = await model.run('Mary gave the [MASK] to John.');
    const { rows, columns, values } = await run.gradient('gradient', 'self', 0, 0);
    expect([rows, columns]).toEqual([run.tokens.ids.length, run.tokens.ids.length]);
    expect(values.some((value) => value !== 0)).toBe(true);
    const plain = await model.run('Mary gave the lamp to John.');
    await expect(plain.gradient('gradient')).rejects.toMatchObject({
      code: 'bad-option',
      message: expect.stringContaining('mask'),
    });
    model.dispose();
  });
});
