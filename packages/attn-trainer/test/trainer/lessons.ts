import { Trainer } from '../../src/trainer.js';
import type { PositionKind } from '../../src/models/position-kinds.js';
import type { ScoreKind } from '@attn-elements/core/math';
import record from './lessons-record.json' with { type: 'json' };

/** Runs that the manual and the article compare, as they were when their words were written. */
export const lessons = record.runs;

/** Begins one of them. */
export const beginLesson = ({ settings }: (typeof lessons)[number]): Promise<Trainer> => {
  const given = settings as { positions?: PositionKind; score?: ScoreKind; width?: number };
  return Trainer.create({ task: record.task, seed: record.seed, ...given, engine: 'wasm' });
};
