import { englishMessage, type ErrorDetails, sentenceOf } from '@attn-elements/core/errors';
import type { Source } from '@attn-elements/core/data';
import type { EngineName } from '../engine/engine-names.js';
import type { SavedFormat } from '../exports/formats.js';
import type { FilesBeside } from '../files/checkpoint.js';
import type { Example } from '../datasets/dataset.js';
import type { InsideQuestions } from '../inside/questions.js';
import type { TensorInfo } from '../inside/tensor-list.js';
import type { Note } from '../corpus/notes.js';
import type { ColumnChoice, ColumnNames } from '../corpus/table.js';
import type { LiveSettingName } from '../settings-table.js';
import type { SettingName, TrainerSettings } from '../tasks/task.js';
import type { Evaluation, Frame } from '../trainer/history.js';

/** Options of a run. */
export interface RunOptions extends Partial<TrainerSettings>, ColumnChoice {
  readonly task: string;
  readonly data?: Source;
  /** Measured unless given. */
  readonly engine?: EngineName;
  /** Steps after which it is done; the task's own unless given. */
  readonly steps?: number;
  /** The most steps a second; as many as there can be where it is 0. */
  readonly speed?: number;
  /** The example whose attention is shown. */
  readonly example?: number | string;
  /** Runs that are trained beside it, as the author names them; links and files carry it. */
  readonly compare?: string;
  /** Bytes that frames of attention may take; 8 MB unless given. */
  readonly historyBytes?: number;
}

/** Settings that may change while it learns; null is the task's own. */
export type LiveSettings = {
  readonly [Name in LiveSettingName]?: RunOptions[Name] | null;
};

/** Settings in force: what a run learns with at present, and what is shown, saved and linked of it. */
export interface InForce {
  readonly task: string;
  readonly settings: TrainerSettings;
  /** Runs that are trained beside it; undefined without. */
  readonly compare?: string;
  readonly steps: number;
  /** The most steps a second; 0 where there are as many as there can be. */
  readonly speed: number;
  readonly example: number | string;
}

export type RunState = 'paused' | 'training' | 'done' | 'failed';

/** Report of a run since the last one. */
export interface Report {
  readonly state: RunState;
  readonly step: number;
  readonly inForce: InForce;
  /** Learning rate of the next step: by the schedule of the task a share of the one in force. */
  readonly rate: number;
  readonly loss: number;
  readonly stepsPerSecond: number;
  readonly examplesPerSecond: number;
  readonly engine: EngineName;
  /** The step that `losses` begin with. */
  readonly from: number;
  readonly losses: Float32Array;
  readonly evaluations: readonly Evaluation[];
  readonly frames: readonly Frame[];
  /** Whether this is all of the run, and what was reported before is not of it. */
  readonly isAnew: boolean;
  /** Whether another example is looked at: frames that were reported before are not of it. */
  readonly isRetold: boolean;
  /** Whether the graphics device was lost, and the run goes on from an earlier step. */
  readonly resumed: boolean;
}

/** Facts of a run, once it is open. */
export interface Opened {
  readonly inForce: InForce;
  readonly uses: readonly SettingName[];
  /** How the task lowers the learning rate evenly: to this share of it, by this step; null where it stays. */
  readonly decay: { readonly steps: number; readonly floor: number } | null;
  /** Names of the columns of the author's table; null of other data. */
  readonly columns: ColumnNames | null;
  /** Why the example that was asked for is none of this task, and the first is shown in its place; null where it is one. */
  readonly refused: Fault | null;
  readonly examples: number;
  /** Tensors of the run that can be looked at. */
  readonly tensors: readonly TensorInfo[];
  /** Whether answers have names, and some were held back: they can be counted. */
  readonly hasAnswers: boolean;
  /** Items of an epoch; null where every batch is drawn anew. */
  readonly items: number | null;
  /** The share of right answers that the commonest class alone would reach; null without classes. */
  readonly guess: number | null;
  /** Whether accuracy is of tokens each after the right ones before it (teacher forcing), and whole answers are written beside. */
  readonly isForced: boolean;
  /** Notes on the data. */
  readonly notes: readonly Note[];
  readonly engine: EngineName;
  /** Of a file, those of the runs beside it. */
  readonly beside?: FilesBeside;
}

/** An error as it crosses from one thread to the other. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** A run that is saved with those beside it. */
export interface SavedTogether {
  readonly format: SavedFormat;
  readonly beside: FilesBeside;
}

/** Commands to the worker, and their results. */
export interface Commands extends InsideQuestions {
  open: (options: RunOptions) => Opened;
  train: () => void;
  pause: () => void;
  step: () => void;
  reset: () => void;
  goBack: (learningRate: number) => void;
  set: (options: LiveSettings) => InForce;
  example: (choice: number | string) => Example;
  save: (asked: SavedFormat | SavedTogether) => Uint8Array;
  csv: () => string;
  load: (source: Source) => Opened;
  close: () => void;
}

export type CommandName = keyof Commands;

/** The commands, each answered later. */
export type Answers = {
  [Name in CommandName]: (...given: Parameters<Commands[Name]>) => Promise<ReturnType<Commands[Name]>>;
};

export interface Request {
  readonly id: number;
  readonly name: CommandName;
  readonly argument: unknown;
}

/** Question whether the worker is still there. */
export interface Look {
  readonly kind: 'look';
}

/** Another run in the same worker: its commands come through a port of its own. */
export interface Share {
  readonly kind: 'share';
  readonly port: MessagePort;
}

export type Reply =
  /** `lacking` where a part that it needs did not come. */
  | { readonly kind: 'ready' | 'lacking' | 'here' }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly fault: Fault };

/** Errors of ours: others have codes of their own, which say nothing to readers. */
const ourNames = ['AttnError', 'TrainerError'];

/** A failure in words and a code, whatever it was. */
export function faultOf(error: unknown): Fault {
  const { name, code, message, details } = Object(error) as Partial<Fault & Error>;
  if (code && message && ourNames.includes(name!)) return { code, message, details: details ?? {} };
  const what = message ?? String(error);
  return { code: 'unexpected', message: what, details: { what } };
}

/** The error of a fault, on the other side, which may have sentences that the worker has not. */
export function errorOf({ message, code, details }: Fault): Error & Fault {
  const error = new Error(sentenceOf(code) === undefined ? message : englishMessage(code, details));
  return Object.assign(error, { code, details, name: 'TrainerError' });
}
