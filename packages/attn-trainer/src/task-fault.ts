import { type Failure, fireError } from '@attn-elements/core/element';
import type { LitElement, ReactiveController } from 'lit';
import { taskNames } from './strings.js';
import { TrainerError } from './trainer/errors.js';

/** Element with the properties of an author that say what is learned. */
interface TaskHost extends LitElement {
  readonly task: string;
  readonly src: string | null;
  readonly data: unknown;
}

/** Fault of what an author wants learned, told before anything is: there is no such task, or it reads no data. */
export class TaskFault implements ReactiveController {
  readonly #host: TaskHost;
  #error: TrainerError | null = null;

  constructor(host: TaskHost) {
    this.#host = host;
    host.addController(this);
  }

  get error(): Failure | null {
    return this.#error;
  }

  hostUpdate(): void {
    const { task, src, data } = this.#host;
    const hasData = (src ?? data) !== null;
    const code = !taskNames.includes(task) ? 'unknown-task' : hasData && task !== 'own' ? 'unread-data' : null;
    if (code === (this.#error?.code ?? null) && task === (this.#error?.details.task ?? task)) return;
    this.#error = code && new TrainerError(code, { task, tasks: taskNames });
    if (!this.#error) return;
    console.warn(`<${this.#host.localName}>: ${this.#error.message}`);
    fireError(this.#host, this.#error);
  }
}
