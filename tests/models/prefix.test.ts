/** A text whose beginning is as it was before: what is taken from the pass before must be what the whole pass gives. */
import {
  describeModel,
  type Engine,
  ModelConfig,
  Network,
  PlainEngine,
  TensorNames,
  WasmEngine,
} from '@attn-elements/core/model';
import { describe, expect, it } from 'vitest';
import { configOf, expectedOf, farthest, modelFolders, tensorsOf } from './model-folder.js';

const engines: readonly (() => Engine | Promise<Engine>)[] = [() => new PlainEngine(), () => WasmEngine.start()];

for (const folder of modelFolders()) {
  const { is_encoder_decoder: hasTwo, model_type: type } = configOf(folder);
  if (hasTwo || type === 'vit') continue;
  it.each(engines)(`${folder.name}, engine %#`, async (make) => {
    const arrays = await expectedOf(folder);
    const config = new ModelConfig(configOf(folder), 'config.json');
    const { names, reader } = await tensorsOf(folder.path);
    const architecture = describeModel(config, new TensorNames(names, 'model.safetensors'));
    const key = [...arrays.keys()].find((name) => name.endsWith('input_ids'))!;
    const ids = [...arrays.get(key)!.values];
    const half = Math.ceil(ids.length / 2);
    // Longer, shorter, another word in the middle, the same again.
    const doubled = [...ids.slice(0, half), ...ids.slice(0, half)].slice(0, architecture.maxTokens);
    const texts = [ids.slice(0, half), ids, ids.slice(0, -1), doubled, ids, ids];
    const reusing = new Network(architecture, reader, await make());
    const fresh = new Network(architecture, reader, await make());
    for (const text of texts) {
      const one = await reusing.run({ ids: text }, { reuse: true, logits: 'last' });
      const other = await fresh.run({ ids: text }, { logits: 'last' });
      one.attention.get('self')!.forEach(({ attention, queryCount }, layer) => {
        expect(queryCount).toBe(text.length);
        expect(farthest(attention!, other.attention.get('self')![layer].attention!)).toBeLessThan(1e-5);
      });
      if (one.logits) expect(farthest(one.logits, other.logits!)).toBeLessThan(1e-4);
    }
  });
}

describe('passes', () => {
  it('come one after the other, and end when nobody waits for them', async () => {
    const [folder] = modelFolders();
    const arrays = await expectedOf(folder);
    const { names, reader } = await tensorsOf(folder.path);
    const architecture = describeModel(new ModelConfig(configOf(folder), 'config.json'), new TensorNames(names, ''));
    const network = new Network(architecture, reader, new PlainEngine());
    const ids = [...arrays.get([...arrays.keys()].find((name) => name.endsWith('input_ids'))!)!.values];
    const stop = new AbortController();
    const order: string[] = [];
    const first = network.run({ ids }, { signal: stop.signal, onLayer: () => stop.abort() });
    const second = network.run({ ids }, { onLayer: ({ layer }) => order.push(`second ${layer}`) });
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    const { attention } = await second;
    expect(order).toHaveLength(attention.get('self')!.length);
    network.dispose();
    expect(network.engine.bytes).toBe(0);
  });
});
