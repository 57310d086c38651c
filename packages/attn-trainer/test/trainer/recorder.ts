import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from '../../src/datasets/dataset.js';
import type { RecordedFrame, RecordedRun } from '../../src/recorded/recorded-run.js';
import { Trainer } from '../../src/trainer/trainer.js';

/** Steps between two looks at a run that is recorded, and frames that are kept of them. */
const EVERY = 5;
const FRAMES = 20;

/** Numbers from 0 to 1, 16 bits each, in base64. */
function sharesText(values: ArrayLike<number>): string {
  const bytes = Buffer.alloc(2 * values.length);
  for (let i = 0; i < values.length; i++) bytes.writeUInt16LE(Math.round(values[i] * 65535), 2 * i);
  return bytes.toString('base64');
}

function frameOf(step: number, accuracy: number | null, { prediction, attention }: Example): RecordedFrame {
  // Of several kinds of attention the first: the others can be looked at in a run of one's own.
  const kept = attention[0].name === 'cross' ? attention.slice(0, 1) : attention;
  const maps = kept.map(({ values, ...map }) => ({ ...map, weights: sharesText(values) }));
  return { step, accuracy, prediction, maps };
}

/** A run by the task's own settings, until it has learned it or to the end of its steps. */
export async function record(task: string): Promise<RecordedRun> {
  const trainer = await Trainer.create({ task });
  try {
    const { steps, goal } = trainer.task;
    const looks: RecordedFrame[] = [];
    let first: number | null = null;
    let since = 0;
    for (;;) {
      const { loss, accuracy } = await trainer.evaluate();
      const example = await trainer.example();
      looks.push(frameOf(trainer.steps, accuracy, example));
      first ??= loss;
      const isRight = !example.target || String(example.prediction) === String(example.target);
      const isLearned = isRight && ('accuracy' in goal ? (accuracy ?? 0) >= goal.accuracy : loss <= goal.loss * first);
      // A little longer: attention becomes sharp where answers are right already.
      since += Number(isLearned);
      if (trainer.steps >= steps || since * EVERY > steps / 10) break;
      await trainer.step(EVERY);
    }
    const { input, target, picture } = await trainer.example();
    const count = Math.min(FRAMES, looks.length);
    const kept = Array.from({ length: count }, (_, i) => looks[Math.round((i * (looks.length - 1)) / (count - 1))]);
    return {
      input,
      target,
      picture: picture && { shape: picture.shape, weights: sharesText(picture.values) },
      frames: kept,
    };
  } finally {
    trainer.dispose();
  }
}

/** Writes a record as a module of the element. */
export function writeRecord(task: string, run: RecordedRun): void {
  const text = `import type { RecordedRun } from '../recorded-run.js';

/** Written by \`ATTN_RECORD=write npx vitest run test/trainer/recorded.test.ts\`, of the task’s own settings and seed. */
export const run: RecordedRun = ${JSON.stringify(run)};
`;
  writeFileSync(join(import.meta.dirname, '../../src/recorded/runs', `recorded-${task}.ts`), text);
}
