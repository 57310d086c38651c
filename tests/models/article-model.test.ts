/** Numbers of the article about its own model, held to the model as it lies beside the article. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ablation, load, type Model } from '@attn-elements/core/model';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';

const article = (path: string) => readFileSync(join(root, 'stories/article', path), 'utf8');
const [english, chinese] = [article('index.html'), article('zh/index.html')];
const list = 'banana, river, king, seven, banana, river,';
const gives = 'Ann has a red ball. Tom wants it. So Ann gives the ball to';

let model: Model;
beforeAll(async () => {
  model = await load(join(root, 'stories/article/data/story-gpt2'));
});
afterAll(() => model.dispose());

/** The likeliest next token, and its probability. */
async function next(text: string, ...ablate: Ablation[]) {
  const run = await model.run({ text }, { logits: 'last', ablate });
  const [{ piece, probability }] = run.predictions({ count: 1 })[0].predictions;
  return { word: piece.trim(), probability };
}

const without = (layer: number, head: number): Ablation => ({ part: 'self', layer, head, by: 'zero' });

it('says how large the model is', () => {
  for (const text of [english, chinese]) expect(text).toContain(model.summary.parameters.toLocaleString('en'));
});

it('says what the model says', async () => {
  const { word, probability } = await next(list);
  expect(word).toBe('king');
  const told = Math.round(100 * probability);
  expect(english).toContain(`says “king” with ${told} %`);
  expect(chinese).toContain(`以 ${told}% 的把握说 king`);
});

it('names the head that does it', async () => {
  const { probability } = await next(list, without(1, 0));
  expect(probability).toBeLessThan(0.02);
  for (const head of [1, 2, 3]) expect((await next(list, without(1, head))).word).toBe('king');
  expect((await next(gives)).word).toBe('Tom');
  expect((await next(gives, without(1, 0))).word).not.toBe('Tom');
});

it('says where that head looks', async () => {
  const run = await model.run({ text: list });
  const { pieces } = run.tokens;
  const row = run.attention(1, 0).slice(-pieces.length);
  expect(pieces[row.indexOf(Math.max(...row))]).toBe('Ġking');
});
