import type { Source } from '@attn-elements/core/data';
import type { ScoreKind } from '@attn-elements/core/math';
import type { Dataset } from '../datasets/dataset.js';
import type { ColumnChoice, ColumnNames } from '../corpus/table.js';
import type { PositionKind } from '../models/position-kinds.js';
import type { LinearDecay } from './linear-decay.js';

/** Settings that a run depends on: the same settings and data give the same run. */
export interface TrainerSettings {
  readonly seed: number;
  /** Adam's. */
  readonly learningRate: number;
  /** Examples of one step. */
  readonly batch: number;
  readonly layers: number;
  readonly heads: number;
  /** Values that stand for a token; of images, channels after the first convolution. */
  readonly width: number;
  readonly score: ScoreKind;
  readonly positions: PositionKind;
  /** Symbols of a sequence. */
  readonly length: number;
  /** Different symbols. */
  readonly symbols: number;
}

export type SettingName = keyof TrainerSettings;

/** Goal that a run of the task's steps reaches from any seed: on held-back items, or, of a task without, in training. */
export type Goal = { readonly accuracy: number } | { readonly loss: number };

/** Task to learn: its settings, its goal and its data. */
export interface Task {
  readonly name: string;
  /** Settings as they are unless given. */
  readonly defaults: TrainerSettings;
  /** Settings that make a difference to it. */
  readonly uses: readonly SettingName[];
  /** Steps of a run. */
  readonly steps: number;
  readonly goal: Goal;
  /** The share of the learning rate that the step of this number is taken with; all of it unless given. */
  readonly learningRateSchedule?: LinearDecay | ((step: number) => number);
  /** Whether it learns from the author's data. */
  readonly takesData?: boolean;
  /** The task of the author's data, with settings that fit them. Rejects with `no-data`, and what reading them fails of. */
  of?(data?: Source, choice?: ColumnChoice, rest?: () => Promise<void>): Promise<Task>;
  /** Of a table, the names of its columns, and of the two that are learned from. */
  readonly columns?: ColumnNames;
  /** Throws `bad-option` where settings do not go together. */
  open(settings: TrainerSettings): Dataset;
}

export const commonDefaults: TrainerSettings = {
  seed: 1,
  learningRate: 3e-3,
  batch: 32,
  layers: 1,
  heads: 1,
  width: 32,
  score: 'scaled-dot',
  positions: 'sinusoidal',
  length: 8,
  symbols: 10,
};

/** Settings of every task with self-attention. */
export const transformerSettings = [
  'seed',
  'learningRate',
  'batch',
  'layers',
  'heads',
  'width',
  'score',
  'positions',
] as const satisfies readonly SettingName[];
