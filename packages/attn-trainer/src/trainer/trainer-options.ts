import type { Source } from '@attn-elements/core/data';
import type { ColumnChoice } from '../corpus/table.js';
import type { EngineName } from '../engine/engine-names.js';
import type { Task, TrainerSettings } from '../tasks/task.js';

export interface TrainerOptions extends Partial<TrainerSettings>, ColumnChoice {
  /** The name of a task, or a task of your own. */
  readonly task: string | Task;
  /** Data of the task `own`: an address, text, bytes, or arrays. */
  readonly data?: Source;
  /** Engine, or several in the order in which they are tried. `wasm` and then `cpu` unless given. */
  readonly engine?: EngineName | readonly EngineName[];
  /** Bytes that frames of attention may take; 8 MB unless given. */
  readonly historyBytes?: number;
  /** Called when the graphics device was lost and training goes on from the weights of an earlier step. */
  readonly onResume?: (step: number, engine: EngineName) => void;
  /**
   * Called between pieces of work of a few milliseconds each, and waited for: where a page is to be heard meanwhile, it lets
   * the thread go now and then. Nothing is waited for unless it is given.
   */
  readonly rest?: () => Promise<void>;
}

export interface StepProgress {
  /** Steps taken. */
  readonly step: number;
  /** Loss of the last step, before it. */
  readonly loss: number;
}
