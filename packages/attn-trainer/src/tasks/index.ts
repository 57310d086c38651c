import type { Source } from '@attn-elements/core/data';
import type { ColumnChoice } from '../corpus/table.js';
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
  if (!task) throw new TrainerError('unknown-task', { task: name, tasks: tasks.map((one) => one.name) });
  return task;
}

/** The task of a name, or one's own, ready to be opened: one that takes data has read them. Rejects with `unknown-task`, and what `of` rejects with. */
export async function readyTask(
  task: string | Task,
  data?: Source,
  choice?: ColumnChoice,
  rest?: () => Promise<void>,
): Promise<Task> {
  const named = typeof task === 'string' ? taskNamed(task) : task;
  if (!named.takesData && data !== undefined) throw new TrainerError('unread-data', { task: named.name });
  if (!named.of) return named;
  const { of: _read, ...ready } = await named.of(data, choice, rest);
  return ready;
}
