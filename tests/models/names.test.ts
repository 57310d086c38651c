/** Names that tensors have in other files: with and without the prefix of the family, TensorFlow's names of norms, buffers beside. */
import { type AttnError } from '@attn-elements/core/errors';
import { describeModel, ModelConfig, Network, PlainEngine, partsOf, TensorNames } from '@attn-elements/core/model';
import { describe, expect, it } from 'vitest';
import { configOf, expectedOf, farthest, inputOf, modelFolders, tensorsOf } from './model-folder.js';

const prefixes =
  /^(transformer|gpt_neox|model|bert|roberta|distilbert|albert|vit)\.(?=(wte|wpe|h|ln_f|embed|layers|norm|final|enc|trans|dec|sh|lay))/;
const variants: Readonly<Record<string, (name: string) => string>> = {
  'without the prefix': (name) => name.replace(prefixes, ''),
  'with gamma and beta': (name) =>
    name
      .replace(/(LayerNorm|ln_\w|norm\w*)\.weight$/, '$1.gamma')
      .replace(/(LayerNorm|ln_\w|norm\w*)\.bias$/, '$1.beta'),
};

for (const folder of modelFolders()) {
  describe(folder.name, async () => {
    const arrays = await expectedOf(folder);
    const config = new ModelConfig(configOf(folder), 'config.json');
    const key = [...arrays.keys()].find((name) => /\.(input_ids|pixel_values)$/.test(name))!;
    const name = key.split('.')[0];

    for (const [variant, rename] of Object.entries(variants)) {
      it(variant, async () => {
        const { names, reader } = await tensorsOf(folder.path, rename);
        const more = ['h.0.attn.bias', 'h.0.attn.masked_bias', 'embeddings.position_ids', 'rotary_emb.inv_freq'];
        const architecture = describeModel(config, new TensorNames([...more, ...names], 'model.safetensors'));
        const network = new Network(architecture, reader, new PlainEngine());
        const { attention } = await network.run(inputOf(arrays, name, architecture));
        const [part] = partsOf(architecture);
        const expected = arrays.get(`${name}.${part === 'self' ? 'attention' : `${part}_attention`}`)!;
        const actual = attention.get(part)!.flatMap((trace) => [...trace.attention!]);
        expect(farthest(actual, expected.values)).toBeLessThan(folder.tolerance.attention);
      });
    }

    it('names a tensor that is missing', async () => {
      const { names } = await tensorsOf(folder.path);
      const missing =
        names.find((tensor) => /\.1\..*weight$/.test(tensor)) ?? names.find((tensor) => /0.*weight$/.test(tensor))!;
      const left = names.filter((tensor) => tensor !== missing);
      const describe = () => describeModel(config, new TensorNames(left, 'model.safetensors'));
      expect(describe).toThrow(expect.objectContaining({ code: 'no-array' } satisfies Partial<AttnError>));
      expect(describe).toThrow(missing);
    });

    it('names a tensor of another shape', async () => {
      const { names, reader } = await tensorsOf(folder.path);
      const changed = names.find((tensor) => tensor.endsWith('weight') && /0/.test(tensor))!;
      const architecture = describeModel(config, new TensorNames(names, 'model.safetensors'));
      const wrong = {
        async read(tensor: string) {
          const stored = await reader.read(tensor);
          return tensor === changed ? { tensor: stored.tensor.slice(0) } : stored;
        },
      };
      const run = new Network(architecture, wrong, new PlainEngine()).run(inputOf(arrays, name, architecture));
      await expect(run).rejects.toThrow(changed);
      await expect(run).rejects.toMatchObject({ code: 'wrong-shape' });
    });
  });
}
