/**
 * Changes of heads, held to models whose weights say the same: a head that is taken away is one whose columns of the output map
 * are 0, one that attends evenly is one whose queries are 0.
 */
import {
  type AttentionBlock,
  describeModel,
  layersOf,
  ModelConfig,
  Network,
  type PassOptions,
  PlainEngine,
  TensorNames,
  type TensorReader,
} from '@attn-elements/core/model';
import { Tensor } from '@attn-elements/core/tensor';
import { describe, expect, it } from 'vitest';
import { configOf, expectedOf, farthest, modelFolders, tensorsOf } from './model-folder.js';

const [LAYER, HEAD] = [0, 1];

/** Models of one part: the same code changes heads of all parts. */
const folders = modelFolders().filter((folder) => {
  const { is_encoder_decoder: hasTwo, model_type: type } = configOf(folder);
  return !hasTwo && type !== 'vit';
});

for (const folder of folders) {
  describe(folder.name, async () => {
    const arrays = await expectedOf(folder);
    const config = new ModelConfig(configOf(folder), 'config.json');
    const { names, reader } = await tensorsOf(folder.path);
    const architecture = describeModel(config, new TensorNames(names, 'model.safetensors'));
    const block = layersOf(architecture, 'self')[LAYER];
    const { heads, headWidth } = block;
    const ids = [...arrays.values()][0] && idsOf(arrays);
    const head = HEAD % heads;
    const place = { part: 'self', layer: LAYER, head } as const;

    const final = async (options: PassOptions, from: TensorReader = reader) => {
      const network = new Network(architecture, from, new PlainEngine());
      const result = await network.run({ ids }, { ...options, keep: ['attention', 'values', 'hidden'] });
      const stack = result.stacks.get('self')!;
      return { result, stream: stack.hidden![LAYER + 1] };
    };

    it('a head without output', async () => {
      const { stream } = await final({ ablate: [{ ...place, by: 'zero' }] });
      const { stream: expected } = await final(
        {},
        changed(reader, block, (input) => (isOf(input) ? 0 : null)),
      );
      expect(farthest(stream, expected)).toBeLessThan(1e-4);
      expect(farthest(stream, (await final({})).stream)).toBeGreaterThan(1e-3);
    });

    it('a head with its mean output', async () => {
      const { result } = await final({});
      const trace = result.attention.get('self')![LAYER];
      const { attention, values, queryCount: n, keyHeads } = trace;
      const shared = Math.floor(head / (heads / keyHeads));
      // Every query attends to the mean row: what comes of it is the mean of what came of all.
      const mean = new Float32Array(n * n);
      for (let key = 0; key < n; key++) {
        let sum = 0;
        for (let query = 0; query < n; query++) sum += attention![(head * n + query) * n + key];
        for (let query = 0; query < n; query++) mean[query * n + key] = sum / n;
      }
      expect(values!.length).toBe(keyHeads * n * headWidth);
      expect(shared).toBeLessThan(keyHeads);
      const { stream } = await final({ ablate: [{ ...place, by: 'mean' }] });
      const { stream: expected } = await final({ patch: [{ ...place, weights: mean }] });
      expect(farthest(stream, expected)).toBeLessThan(1e-4);
    });

    // Norms of queries and biases by distance would make other scores of queries that are 0.
    const canBeEven = block.queryNorm === null && !block.query.part;
    it.skipIf(!canBeEven)('a head that attends evenly', async () => {
      const n = ids.length;
      const weights = new Float32Array(n * n);
      for (let query = 0; query < n; query++) {
        const first = block.window > 0 ? Math.max(0, query - block.window + 1) : 0;
        const last = block.causal ? query : n - 1;
        for (let key = first; key <= last; key++) weights[query * n + key] = 1 / (last - first + 1);
      }
      const { stream } = await final({ patch: [{ ...place, weights }] });
      const blind = changed(reader, { ...block, output: block.query }, null, isOf);
      const { stream: expected, result } = await final({}, blind);
      expect(farthest(stream, expected)).toBeLessThan(1e-4);
      const own = result.attention.get('self')![LAYER].attention!.subarray(head * n * n, (head + 1) * n * n);
      expect(farthest(own, weights)).toBeLessThan(1e-6);
    });

    it('a token that nobody sees', async () => {
      const hidden = Math.min(2, ids.length - 1);
      const network = new Network(architecture, reader, new PlainEngine());
      const { attention } = await network.run({ ids }, { hiddenTokens: [hidden] });
      const n = ids.length;
      for (const { attention: all } of attention.get('self')!) {
        for (let row = 0; row < heads * n; row++) {
          expect(all![row * n + hidden]).toBe(0);
          const sum = all!.subarray(row * n, (row + 1) * n).reduce((total, weight) => total + weight, 0);
          // A window of which only the hidden token is left has nothing to see.
          if (sum !== 0) expect(sum).toBeCloseTo(1, 5);
        }
      }
    });

    it('a head, or a token, that there is not is refused', async () => {
      const network = new Network(architecture, reader, new PlainEngine());
      const beyond = { part: 'self', layer: 99, head: 0, by: 'zero' } as const;
      await expect(network.run({ ids }, { ablate: [beyond] })).rejects.toMatchObject({ code: 'no-head' });
      await expect(network.run({ ids }, { ablate: [{ ...beyond, part: 'cross', layer: 0 }] })).rejects.toMatchObject({
        code: 'no-head',
      });
      const hidden = network.run({ ids }, { hiddenTokens: [ids.length] });
      await expect(hidden).rejects.toMatchObject({ code: 'bad-option', message: expect.stringContaining('mask') });
    });

    function isOf(column: number): boolean {
      return column >= head * headWidth && column < (head + 1) * headWidth;
    }
  });
}

function idsOf(arrays: Awaited<ReturnType<typeof expectedOf>>): readonly number[] {
  const key = [...arrays.keys()].find((name) => name.endsWith('input_ids'))!;
  return [...arrays.get(key)!.values];
}

/** The same weights, but columns of the output map, or rows of the query map with their bias, replaced. */
function changed(
  reader: TensorReader,
  block: AttentionBlock,
  column: ((input: number) => number | null) | null,
  zeroRow?: (output: number) => boolean,
): TensorReader {
  const { weight, bias, transposed, inputs, outputs } = block.output;
  return {
    async read(name, signal) {
      const stored = await reader.read(name, signal);
      if (name !== weight && !(zeroRow && name === bias)) return stored;
      const values = Float32Array.from(stored.tensor.float32());
      if (name === bias) return { tensor: Tensor.of(values.map((value, at) => (zeroRow!(at) ? 0 : value))) };
      for (let output = 0; output < outputs; output++) {
        for (let input = 0; input < inputs; input++) {
          const at = transposed ? input * outputs + output : output * inputs + input;
          values[at] = (zeroRow?.(output) ? 0 : column?.(input)) ?? values[at];
        }
      }
      return { tensor: Tensor.of(values, stored.tensor.shape) };
    },
  };
}
