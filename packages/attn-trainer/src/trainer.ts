/** Training without a DOM: in Node, in a worker, in a page of your own. */
export { type EngineName, engineNames } from './engine/engine.js';
export type { FileFormat, ReadOptions } from './files/checkpoint.js';
export type { AttentionMap, Example, Lesson, Picture, Result } from './lessons/lesson.js';
export type { Batch, Model, Numbers } from './models/model.js';
export { tasks } from './tasks/index.js';
export type { Goal, Settings, Task } from './tasks/task.js';
export { TrainerError, type TrainerErrorCode } from './trainer/errors.js';
export type { Evaluation, Frame, History } from './trainer/history.js';
export { type Progress, Trainer, type TrainerOptions } from './trainer/trainer.js';
