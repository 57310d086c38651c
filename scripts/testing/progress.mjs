/**
 * Progress while turbo runs tasks: a line when each begins, a line with its counts and its time when it ends, and a line
 * every half minute in which nothing else happens. What a task itself says is shown where it fails; of the others it is in the
 * `.turbo` folder of the package.
 */
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { turbo } from '../bootstrap.mjs';
import { closingLine, countsFile, readCounts } from './counts.mjs';

const LOOK_EVERY = 500;
const SILENCE = 30_000;
/** Looks that a task has, after its counts are there, to say the rest of what it has to say. */
const LOOKS_AFTER = 4;

/** A span of time for people: `40 s`, `1 min 20 s`. */
export function spanOf(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The package, the task and the rest of a line of turbo's, null where a line is of no task. */
export function lineOf(text, tasks) {
  const [, name, rest] = /^(?:@[\w-]+\/([\w-]+)|\/\/):(.*)$/.exec(text) ?? [];
  const task = rest === undefined ? undefined : tasks.find((one) => rest.startsWith(`${one}:`));
  return task ? { name: name ?? 'root', task, said: rest.slice(task.length + 1).replace(/^ /, '') } : null;
}

/**
 * Follows a run of turbo.
 * @param {{name: string, folder: string, task: string}[]} runs tasks that leave counts: of which package, where, and which
 * @param {(line: string) => void} print
 */
export class Progress {
  #runs;
  #print;
  #tasks;
  #start = Date.now();
  #printedAt = Date.now();
  #states = new Map();
  #done = 0;
  #timer;

  constructor(runs, print = console.log) {
    this.#runs = runs;
    this.#print = print;
    // Longer names first: `test:unit` before a `test`.
    this.#tasks = [...new Set([...runs.map(({ task }) => task), 'build'])].sort((a, b) => b.length - a.length);
    this.#timer = setInterval(() => this.look(), LOOK_EVERY);
  }

  /** Takes a line of turbo's output. */
  take(line) {
    const plain = stripVTControlCharacters(line);
    const of = lineOf(plain, this.#tasks);
    if (!of) {
      if (plain.trim() && !/^\s*•/.test(plain)) this.#say(plain);
      return;
    }
    const { name, task, said } = of;
    const key = `${name} ${task}`;
    if (!this.#states.has(key)) {
      const run = this.#runs.find((one) => one.name === name && one.task === task);
      this.#states.set(key, { run, start: Date.now(), lines: [], looks: 0 });
    }
    const state = this.#states.get(key);
    if (/^cache (miss|bypass)/.test(said)) this.#say(`${key} …`);
    if (said.startsWith('cache hit')) state.isCached = true;
    state.lines.push(line);
  }

  /** Looks which tasks have left their counts. */
  look() {
    for (const [key, state] of this.#states) {
      const { run, start, isCached } = state;
      if (!run || state.isShown) continue;
      if (!state.counts && existsSync(countsFile(run.folder, run.task))) {
        const counts = readCounts(run.folder, run.task);
        // Not written to its end.
        if (counts.missing && ++state.looks < LOOKS_AFTER) continue;
        state.counts = counts;
        state.looks = 0;
        this.#done++;
        const time = isCached ? 'as before' : spanOf(Date.now() - start);
        this.#say(`${key}: ${closingLine(counts)} (${time}), ${this.#done} of ${this.#runs.length} tasks done`);
      } else if (state.counts && ++state.looks >= LOOKS_AFTER) this.#show(state);
    }
    if (Date.now() - this.#printedAt > SILENCE) this.#say(`still at work${this.#working()}`);
  }

  /** Ends with what is left: all that was said by tasks that came to no end. Of a build only turbo knows whether it did. */
  end(areBuilt = true) {
    clearInterval(this.#timer);
    this.look();
    for (const state of this.#states.values()) if (state.run || !areBuilt) this.#show(state);
  }

  #working() {
    const open = [...this.#states].filter(([, { run, counts }]) => run && !counts);
    const named = open.map(([key, { start }]) => `${key} (${spanOf(Date.now() - start)})`);
    return named.length > 0 ? `: ${named.join(', ')}` : '';
  }

  #show(state) {
    if (state.isShown || (state.counts ? state.counts.failed === 0 : state.lines.length < 3)) {
      state.isShown = Boolean(state.counts);
      return;
    }
    state.isShown = true;
    for (const line of state.lines) this.#print(line);
  }

  #say(text) {
    this.#printedAt = Date.now();
    this.#print(`[${spanOf(Date.now() - this.#start)}] ${text}`);
  }
}

/** Builds the packages, and gives turbo's status. */
export async function buildPackages() {
  const progress = new Progress([]);
  const status = await turbo(['build', '--filter=./packages/*'], {}, undefined, (line) => progress.take(line));
  progress.end(status === 0);
  return status;
}
