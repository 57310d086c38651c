// What a folder that transformers saved attends to, and what its output is, as `core/model` computes it: a question on the standard input, the
// answer on the standard output, both JSON.
import { readFileSync } from 'node:fs';
import { load } from '../../packages/core/dist/model/index.js';

const { folder, input, logits = 'last' } = JSON.parse(readFileSync(0, 'utf8'));
const { picture } = input;
if (picture) picture.data = Uint8ClampedArray.from(picture.data);
const model = await load(folder);
const run = await model.run(input, { logits: model.summary.predicts === 'none' ? 'none' : logits });
const attention = {};
for (const part of run.parts) {
  const layers = run.heads(part);
  attention[part] = layers.map((heads, layer) =>
    Array.from({ length: heads }, (_, head) => Array.from(run.attention(layer, head, part))),
  );
}
const values = model.summary.predicts === 'none' ? null : Array.from(run.logits());
model.dispose();
process.stdout.write(JSON.stringify({ attention, logits: values, ids: run.tokens.ids, summary: model.summary }));
