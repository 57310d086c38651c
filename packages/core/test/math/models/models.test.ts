import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { load } from '../../../src/data/index.js';
import { attention, type Dense, dense, softmax } from '../../../src/math/index.js';
import type { Tensor } from '../../../src/tensor.js';
import { describeWithData } from '../../data/data-folder.js';
import { difference, part } from '../attention/numbers.js';
import { arraysOf } from './arrays.js';
import { openedNanoSort } from './nano-sort.js';

describeWithData('a trained GPT that sorts letters', 'nano-sort-gpt', (folder) => {
  it('is run forward by the layers as by PyTorch', { timeout: 120_000 }, async () => {
    const { model, expected, biases } = await openedNanoSort(folder);
    const within = (found: Dense, name: string) => {
      expect(found.shape).toEqual(expected[name].shape);
      expect(difference(found.values, expected[name].values), name).toBeLessThan(1e-4);
    };
    let x = model.embed(expected.idx);
    within(x, 'x');
    const attentions: Dense[] = [];
    biases.forEach((bias, number) => {
      const steps = model.block(number, x, bias);
      x = steps.output;
      within(x, `block${number}`);
      attentions.push(steps.weights);
      if (number > 0) return;
      within(steps.normed, 'ln1');
      within(steps.weights, 'attSm');
      within(steps.attended, 'yProj');
      within(steps.middle, 'attnResid');
      within(steps.hidden, 'gelu');
      within(steps.mlp, 'mlp');
    });
    within(model.logits(x), 'lm_head');
    within(softmax(model.logits(x)), 'probs');

    // [batch, layer, head, query, key], of which nothing above was made.
    const file = await load(readFileSync(join(folder, 'attention.batch3.layers3.heads3.11x11.npy')));
    const tensor = (await file.get(file.names[0])) as Tensor;
    const published = dense(tensor.float64(), tensor.shape);
    for (let item = 0; item < 3; item++) {
      attentions.forEach((weights, layer) => {
        expect(difference(part(weights, item), part(published, item, layer))).toBeLessThan(1e-4);
      });
    }
  });

  it('has the attention that its queries and keys give', async () => {
    const { q, k, v, attSm } = await arraysOf(join(folder, 'reference-activations.safetensors'));
    const { weights } = attention(q, k, v, { mask: { kind: 'causal' } });
    expect(difference(weights.values, attSm.values)).toBeLessThan(1e-5);
  });
});

describeWithData('GPT-2 with its queries and keys', 'bertviz/gpt2-qk-9.safetensors', (path) => {
  it('has the attention that they give', async () => {
    const { queries, keys, attention: published } = await arraysOf(path);
    expect(queries.shape).toEqual([12, 12, 9, 64]);
    // The layers take the place of the batch.
    const { weights } = attention(queries, keys, keys, { mask: { kind: 'causal' } });
    expect(weights.shape).toEqual(published.shape);
    expect(difference(weights.values, published.values)).toBeLessThan(1e-5);
  });
});
