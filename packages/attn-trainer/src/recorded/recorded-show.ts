import type { ReactiveControllerHost } from 'lit';
import type { RunModel } from '../model.js';
import { Sight } from '../sight.js';
import type { Frame } from '../trainer/history.js';
import { recordedFrames, type RecordedRun } from './recorded-run.js';
import { recordedRuns } from './recorded-runs.js';

/** Between two frames, in milliseconds. */
const PACE = 300;

/** Shows how a task is learned before anybody asks for it: a recorded run, which plays once and then rests on what was learned. */
export class RecordedShow {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #sight: Sight;
  readonly #model: RunModel;
  #task = '';
  #run: RecordedRun | null = null;
  #frames: readonly Frame[] = [];
  /** The frame that was shown last; the last of all once it has played. */
  #at = 0;
  #settled: Promise<void> = Promise.resolve();
  /** Whether the next frame is waited for. */
  #isWaiting = false;

  constructor(host: ReactiveControllerHost & HTMLElement, model: RunModel) {
    this.#host = host;
    this.#sight = new Sight(host, () => host.requestUpdate());
    this.#model = model;
  }

  /** Settles, and never rejects, when the record is there, or cannot be. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Fetches the record of a task, once; there may be none. One that does not come is not missed: it can be trained. */
  #need(task: string): void {
    if (task === this.#task) return;
    this.#task = task;
    this.#run = null;
    this.#settled = this.#load(task).catch(() => {});
  }

  async #load(task: string): Promise<void> {
    const run = Object.hasOwn(recordedRuns, task) ? (await recordedRuns[task]()).run : null;
    if (task !== this.#task) return;
    this.#run = run;
    this.#frames = run ? recordedFrames(run) : [];
    this.#at = 0;
    this.#host.requestUpdate();
  }

  /**
   * Before each rendering without a run of this task: plays where it is seen, by somebody whom motion does not disturb.
   * @param canPlay whether there is what shows it: nobody would see its first steps before
   */
  follow(task: string, canPlay: boolean): void {
    this.#need(task);
    const model = this.#model;
    const { canBeSeen, isCalm } = this.#sight;
    if (!this.#run || model.stage !== 'idle') return;
    if (model.recorded !== this.#run) {
      model.show(this.#run, this.#frames);
      if (!isCalm) this.#look();
    }
    if (!canPlay || isCalm || !canBeSeen || !this.#host.isConnected || this.#isWaiting || model.chosen === null) return;
    this.#isWaiting = true;
    setTimeout(() => this.#next(), PACE);
  }

  #next(): void {
    this.#isWaiting = false;
    const { stage, recorded, chosen } = this.#model;
    // Train was pressed, or a reader looks at a step.
    if (stage !== 'idle' || recorded !== this.#run || chosen !== this.#frames[this.#at].step) return;
    this.#at++;
    this.#look();
    this.#host.requestUpdate();
  }

  #look(): void {
    this.#model.chosen = this.#at < this.#frames.length - 1 ? this.#frames[this.#at].step : null;
  }
}
