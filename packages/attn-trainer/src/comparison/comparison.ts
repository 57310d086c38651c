import { csvText } from '@attn-elements/core/data/write';
import type { FilesBeside } from '../files/checkpoint.js';
import { BUDGET, type History } from '../trainer/history.js';
import { type Connection, connect, type Listeners } from '../training/connection.js';
import type { CommandName, Commands, LiveSettings, RunOptions } from '../training/protocol.js';
import { VariantRun } from './variant-run.js';
import { variantsOf } from './variants.js';

/**
 * Runs that train beside the element's own, from the same seed and on the same engine. They share threads: one core is left to the
 * page, and where there is but one more, all take their steps in turn in the worker of the element's own run.
 */
export class Comparison {
  readonly runs: readonly VariantRun[];
  readonly #changed: () => void;
  readonly #ending = new AbortController();
  /** Files that they go on from, of runs whose element was off the page. */
  readonly #kept: FilesBeside;

  /**
   * @param text of `compare`
   * @param changed hears that one of them has come further, or failed
   * @param kept what an earlier one kept of the same runs
   */
  constructor(text: string, changed: () => void, kept: FilesBeside = []) {
    const variants = variantsOf(text);
    const room = Math.floor(BUDGET / (variants.length + 1));
    this.#changed = changed;
    this.runs = variants.map(
      (variant) => new VariantRun(variant, room, () => this.#ending.signal.aborted || changed()),
    );
    this.#kept = kept;
  }

  /** Whether one of them has steps to take. */
  get isUnfinished(): boolean {
    return this.runs.some((run) => run.isUnfinished);
  }

  /** Opens all of them. @param options of the element's own run, which `own` is the connection of */
  async open(own: Connection, options: RunOptions): Promise<void> {
    const room = { historyBytes: Math.floor(BUDGET / (this.runs.length + 1)) };
    const threads = Math.min(this.runs.length + 1, Math.max(1, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1));
    const workers = new Map<number, Promise<Connection>>([[0, Promise.resolve(own)]]);
    const begin = async (at: number, listeners: Listeners): Promise<Connection> => {
      const thread = at % threads;
      const there = workers.get(thread);
      if (there) return (await there).share(listeners);
      const begun = connect(listeners, this.#ending.signal);
      workers.set(thread, begun);
      return begun;
    };
    const opened = this.runs.map(async (run, at) => {
      if (run.variant.fault) return;
      const kept = this.#kept[at] ?? null;
      await run.open((listeners) => begin(at + 1, listeners), { ...options, ...room }, kept);
    });
    await Promise.all(opened);
    this.#changed();
  }

  /** Does with all of them what the element's own run is asked to do. Resolves when each has done so, or has failed. */
  async tell<Name extends CommandName>(name: Name, ...given: Parameters<Commands[Name]>): Promise<void> {
    await Promise.all(this.runs.map((run) => run.tell(name, ...given)));
  }

  set(settings: LiveSettings): void {
    for (const run of this.runs) void run.set(settings);
  }

  /** Looks at a step in all of them; null is the newest. */
  look(step: number | null): void {
    for (const { model } of this.runs) model.chosen = step;
  }

  /** Losses of the element's own run and of all others, by the text of each, one below the other. */
  csv(own: History): string {
    const tables = [
      ['own', own.rows()] as const,
      ...this.runs.map((run) => [run.variant.text, run.model.history.rows()] as const),
    ];
    // What some runs do not tell is empty there.
    const names = [...new Set(tables.flatMap(([, [header]]) => header))];
    const rows = tables.flatMap(([run, [header, ...rest]]) =>
      rest.map((row) => [run, ...names.map((name) => row[header.indexOf(name)] ?? '')]),
    );
    return csvText([['run', ...names], ...rows]);
  }

  keep(): Promise<FilesBeside> {
    return Promise.all(this.runs.map((run) => run.keep()));
  }

  /** The files of all, while they go on. */
  save(): Promise<FilesBeside> {
    return Promise.all(this.runs.map((run) => run.save()));
  }

  /** Lets all go; what they came to can still be shown. */
  end(): void {
    this.#ending.abort();
    for (const run of this.runs) run.end();
  }
}
