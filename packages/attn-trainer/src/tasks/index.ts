import { TrainerError } from '../trainer/errors.js';
import { copy } from './copy.js';
import { digits } from './digits.js';
import { hierarchy } from './hierarchy.js';
import { induction } from './induction.js';
import { own } from './own.js';
import { reconstruct } from './reconstruct.js';
import { reverse } from './reverse.js';
import { sort } from './sort.js';
import type { Task } from './task.js';
import { translate } from './translate.js';

/** All tasks, in the order in which they are offered. */
export const tasks: readonly Task[] = [reverse, sort, copy, induction, translate, digits, hierarchy, reconstruct, own];

/** The task of a name. Throws `unknown-task`. */
export function taskNamed(name: string): Task {
  const task = tasks.find((one) => one.name === name);
  if (!task) throw new TrainerError('unknown-task', { task: name, tasks: tasks.map((one) => one.name).join(', ') });
  return task;
}
