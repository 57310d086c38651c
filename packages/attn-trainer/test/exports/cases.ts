import { writeNpz } from '@attn-elements/core/data/write';
import { scoreKinds } from '@attn-elements/core/math';
import { positionKinds } from '../../src/models/position-kinds.js';
import { Trainer } from '../../src/trainer/trainer.js';
import type { TrainerOptions } from '../../src/trainer/trainer-options.js';

/** Steps that every case takes. */
export const STEPS = 8;

const documents = [
  'text,label',
  ...Array.from({ length: 24 }, (_, i) => `word${i} is ${i % 2 ? 'good' : 'bad'}. it ends.,${i % 2}`),
];
const pairs = [
  'source\ttarget',
  ...Array.from({ length: 24 }, (_, i) => `the ${i} is here\t${i} hier ja ${i % 5} nein`),
];
const pictures = writeNpz(
  new Map([
    [
      'images',
      { shape: [18, 13, 11], values: Float32Array.from({ length: 18 * 143 }, (_, i) => ((i * 37) % 101) / 100) },
    ],
    ['labels', { shape: [18], values: Int32Array.from({ length: 18 }, (_, i) => i % 3) }],
  ]),
);

const small = { batch: 8, seed: 5 } as const;
const reverse = { ...small, task: 'reverse', layers: 2, heads: 2, width: 16 } as const;

/** Every task, score and way to know positions, by name. */
export const cases: Readonly<Record<string, TrainerOptions>> = {
  ...Object.fromEntries(scoreKinds.map((score) => [`reverse, ${score}`, { ...reverse, score }])),
  ...Object.fromEntries(
    positionKinds.map((positions) => [`reverse, ${positions}`, { ...reverse, heads: 4, positions }]),
  ),
  ...Object.fromEntries(
    positionKinds.map((positions) => [
      `induction, ${positions}`,
      { ...small, task: 'induction', heads: 3, width: 24, positions },
    ]),
  ),
  copy: { ...small, task: 'copy' },
  sort: { ...small, task: 'sort', width: 24, score: 'cosine' },
  'sort, another rate': { ...small, task: 'sort', width: 24 },
  translate: { ...small, task: 'translate', layers: 2, width: 16 },
  'translate, t5 and additive': { ...small, task: 'translate', width: 16, positions: 't5', score: 'additive' },
  'translate, alibi and bilinear': { ...small, task: 'translate', width: 16, positions: 'alibi', score: 'bilinear' },
  digits: { ...small, task: 'digits', width: 9, heads: 3 },
  hierarchy: { ...small, task: 'hierarchy' },
  reconstruct: { task: 'reconstruct', seed: 5 },
  'own documents': { ...small, task: 'own', data: documents.join('\n') },
  'own pairs': { ...small, task: 'own', data: pairs.join('\n'), width: 16, positions: 'learned' },
  'own pictures': { ...small, task: 'own', data: pictures, layers: 1, width: 8 },
};

/** A trainer that has taken the steps of a case, of one with another learning rate in the second half. */
export async function ran(name: string): Promise<Trainer> {
  const trainer = await Trainer.create(cases[name]);
  await trainer.step(STEPS / 2);
  if (name.endsWith('another rate')) trainer.learningRate = 0.02;
  await trainer.step(STEPS / 2);
  return trainer;
}
