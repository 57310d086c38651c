/** Every family, held to what PyTorch computed: attention, what it was made of, the stream, and the logits. */
import {
  type AttentionTrace,
  describeModel,
  type Engine,
  ModelConfig,
  type ModelPart,
  Network,
  PlainEngine,
  TensorNames,
  WasmEngine,
} from '@attn-elements/core/model';
import { describe, expect, it } from 'vitest';
import { configOf, type Expected, expectedOf, farthest, inputOf, modelFolders, tensorsOf } from './model-folder.js';

const engines: readonly (readonly [name: string, make: () => Engine | Promise<Engine>])[] = [
  ['plain', () => new PlainEngine()],
  ['wasm', () => WasmEngine.start()],
];

/** Where the arrays of each part stand. */
const attentionNames: Readonly<Record<ModelPart, string>> = {
  self: 'attention',
  encoder: 'encoder_attention',
  decoder: 'decoder_attention',
  cross: 'cross_attention',
};

/** Largest difference of one array of all layers: [layers, heads, tokens, …], of rows of queries that are none of padding. */
function layersApart(
  traces: readonly AttentionTrace[],
  pick: (trace: AttentionTrace) => Float32Array | null,
  { shape, values }: Expected,
  mask: readonly number[] | undefined,
): number {
  const rows = shape[2];
  const width = shape[3];
  if (traces.length !== shape[0]) return Infinity;
  let most = 0;
  traces.forEach((trace, layer) => {
    const actual = pick(trace)!;
    const size = shape[1] * rows * width;
    if (actual.length !== size) most = Infinity;
    for (let at = 0; at < size; at++) {
      if (mask?.[Math.floor(at / width) % rows] === 0) continue;
      const far = Math.abs(actual[at] - values[layer * size + at]);
      if (!(far <= most)) most = Number.isNaN(far) ? Infinity : far;
    }
  });
  return most;
}

const folders = modelFolders();

it('finds models', () => expect(folders.length).toBeGreaterThan(0));

for (const folder of folders) {
  describe(folder.name, async () => {
    const arrays = await expectedOf(folder);
    const cases = folder.cases.length > 0 ? folder.cases : casesIn(arrays);
    const config = new ModelConfig(configOf(folder), 'config.json');
    const { names, reader } = await tensorsOf(folder.path);
    const architecture = describeModel(config, new TensorNames(names, 'model.safetensors'));

    for (const [engine, make] of engines) {
      for (const name of cases) {
        it(`${name}, ${engine}`, async () => {
          const network = new Network(architecture, reader, await make());
          const input = inputOf(arrays, name, architecture);
          const of = (array: string) => arrays.get(`${name}.${array}`);
          const result = await network.run(input, {
            keep: ['attention', 'queries', 'keys', 'values', 'hidden'],
            logits: of('logits') ? 'all' : 'last',
          });
          const apart: Record<string, number> = {};
          const { tolerance } = folder;
          for (const [part, traces] of result.attention) {
            const expected = of(attentionNames[part]);
            const mask = part === 'decoder' || part === 'cross' ? undefined : input.mask;
            if (expected) apart[part] = layersApart(traces, (trace) => trace.attention, expected, mask);
          }
          expect(Object.keys(apart)).not.toEqual([]);
          for (const far of Object.values(apart)) expect(far, JSON.stringify(apart)).toBeLessThan(tolerance.attention);

          const main = result.stacks.get('decoder') ?? result.stacks.get('self')!;
          const self = result.attention.get('decoder') ?? result.attention.get('self')!;
          for (const array of ['queries', 'keys', 'values'] as const) {
            const expected = of(array);
            if (expected) expect(layersApart(self, (trace) => trace[array], expected, input.mask)).toBeLessThan(1e-3);
          }
          const hidden = of('hidden');
          if (hidden) {
            const [, tokens, width] = hidden.shape;
            const streams = main.hidden!.map((values) => values.filter((_, at) => real(input.mask, at, width)));
            const wanted = hidden.values.filter((_, at) => real(input.mask, at % (tokens * width), width));
            expect(
              farthest(
                streams.flatMap((values) => [...values]),
                wanted,
              ),
            ).toBeLessThan(tolerance.hidden);
          }
          const final = of('final');
          if (final) {
            const width = final.shape[1];
            const kept = (values: Float32Array) => values.filter((_, at) => real(input.mask, at, width));
            expect(farthest(kept(main.final!), kept(final.values))).toBeLessThan(tolerance.hidden);
          }
          const logits = of('logits') ?? of('logits_last');
          if (logits) expect(farthest(result.logits!, logits.values)).toBeLessThan(tolerance.logits);
          network.dispose();
        });
      }

      // The most likely token again and again, each pass with the keys and values of the one before.
      for (const [key, { values }] of arrays) {
        if (!key.endsWith('.greedy_ids')) continue;
        it(`${key}, ${engine}`, async () => {
          const network = new Network(architecture, reader, await make());
          const prompt = arrays.get(key.replace('greedy_ids', 'input_ids'))?.values ?? values.subarray(0, 1);
          const ids = [...prompt];
          while (ids.length < values.length) {
            const { logits } = await network.run({ ids }, { reuse: true, keep: [], logits: 'last' });
            ids.push(logits!.indexOf(Math.max(...logits!)));
          }
          expect(ids).toEqual([...values]);
          network.dispose();
        });
      }
    }
  });
}

/** Whether a number is of a token and not of padding. */
const real = (mask: readonly number[] | undefined, at: number, width: number): boolean =>
  mask?.[Math.floor(at / width)] !== 0;

/** Cases of a file that have an input. */
function casesIn(arrays: ReadonlyMap<string, Expected>): readonly string[] {
  return [...arrays.keys()].filter((key) => /\.(input_ids|pixel_values)$/.test(key)).map((key) => key.split('.')[0]);
}
