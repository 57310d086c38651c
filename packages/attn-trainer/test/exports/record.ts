import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trainer } from '../../src/trainer/trainer.js';

/** What PyTorch has come to for a case, and the program and the graph that came to it. */
export interface Recorded {
  /** Fingerprint of the program, without the figures of the page in it. */
  readonly code: string;
  /** Fingerprint of the ONNX file without its weights. */
  readonly graph: string;
  readonly losses: readonly number[];
  readonly loss: number;
}

const path = join(import.meta.dirname, 'record.json');

export const readRecord = (): Readonly<Record<string, Recorded>> => JSON.parse(readFileSync(path, 'utf8'));

export const writeRecord = (record: object): void => writeFileSync(path, `${JSON.stringify(record, null, 1)}\n`);

const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Fingerprints of what a trainer exports: of the program and of the graph, whatever the weights have become. */
export async function recordOf(trainer: Trainer): Promise<Pick<Recorded, 'code' | 'graph'>> {
  const code = new TextDecoder().decode(await trainer.save('python'));
  const bytes = await trainer.save('onnx');
  // Names of operators, of what goes in and out, and of weights are the text in it.
  const graph = new TextDecoder('latin1').decode(bytes).match(/[A-Za-z][\w.]{2,}/g)!;
  const known = Object.keys(trainer.dataset.model.parameters);
  const words = graph.filter((word) => /^[A-Z][A-Za-z]+$|_\d+$/.test(word) || known.includes(word));
  return { code: fingerprint(code.replace(/^PAGE_.*$/gm, '')), graph: fingerprint(words.join(' ')) };
}
