import type { Dataset } from '../datasets/dataset.js';
import type { State } from '../files/checkpoint.js';
import type { TrainerSettings, Task } from '../tasks/task.js';
import type { Evaluation, History } from '../trainer/history.js';
import type { ParameterValues } from '../trainer/parameter-set.js';
import type { RateChange } from '../trainer/rate-changes.js';
import type { PastWeights } from '../trainer/past-weights.js';

/** Run as it is written for other programs. */
export interface ExportedRun {
  readonly task: Task;
  readonly settings: TrainerSettings;
  readonly dataset: Dataset;
  /** State of the model at present. */
  readonly state: State;
  /** The weights that the run began with. */
  readonly initial: ParameterValues;
  /** Weights of steps on the way, those that are kept. */
  readonly past: Pick<PastWeights, 'steps' | 'at'>;
  /** Learning rates as they were set on the way. */
  readonly rates: readonly RateChange[];
  readonly history: History;
  /** Loss and accuracy of what was held back, at present. */
  readonly evaluation: Evaluation;
  /** Time of the export, in seconds since 1970. */
  readonly time: number;
}
