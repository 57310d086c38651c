/** Training without a DOM: in Node, in a worker, in a page of your own. */
export { type EngineName, engineNames } from './engine/engine-names.js';
export { type ExportFormat, exportFormats, type SavedFormat } from './exports/formats.js';
export type { FileFormat, ReadOptions } from './files/checkpoint.js';
export type { AttentionMap, Example, Dataset, ExamplePicture, Result } from './datasets/dataset.js';
export type { Answers } from './inside/answers.js';
export type { Histograms } from './inside/histogram.js';
export type { Inside } from './inside/inside.js';
export type { LikelyAnswer, PlaceAnswers } from './inside/probabilities.js';
export type {
  ExamplesQuestion,
  Moment,
  Probabilities,
  SeenExample,
  SeenTensor,
  TensorQuestion,
} from './inside/questions.js';
export type { TensorInfo, TensorKind } from './inside/tensor-list.js';
export type { Batch, Model, Numbers } from './models/model.js';
export { tasks } from './tasks/index.js';
export type { Goal, TrainerSettings, Task } from './tasks/task.js';
export { TrainerError, type TrainerErrorCode } from './trainer/errors.js';
export type { Evaluation, Frame, History } from './trainer/history.js';
export { Trainer } from './trainer/trainer.js';
export type { StepProgress, TrainerOptions } from './trainer/trainer-options.js';
