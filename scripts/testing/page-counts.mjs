import { fault, forgetCounts, noCounts, writeCounts } from './counts.mjs';

/** Counts a Playwright run. Errors outside any test are a failure each: a file that does not load, a worker that dies. */
export default class PageCounts {
  #task;
  #folder = process.cwd();
  #suite;
  #counts = noCounts();

  constructor({ task }) {
    this.#task = task;
  }

  onBegin(_config, suite) {
    forgetCounts(this.#folder, this.#task);
    this.#suite = suite;
  }

  onError({ message }) {
    this.#fail(['outside the tests'], message);
  }

  #fail(path, message) {
    this.#counts.failed += 1;
    this.#counts.faults.push(fault(path, message));
  }

  onEnd() {
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      const isCutOff = outcome === 'skipped' && test.results.length > 0 && test.expectedStatus !== 'skipped';
      if (outcome === 'expected') this.#counts.passed += 1;
      else if (outcome === 'skipped' && !isCutOff) this.#counts.skipped += 1;
      // A test that passes only when tried again counts as failed: there are no second tries here.
      else this.#fail(test.titlePath(), test.results[0]?.error?.message);
    }
    if (this.#suite?.allTests().length === 0) this.#fail([this.#task], 'no tests');
    writeCounts(this.#folder, this.#task, this.#counts);
  }

  printsToStdio() {
    return false;
  }
}
