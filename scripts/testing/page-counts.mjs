import { forgetCounts, writeCounts } from './counts.mjs';

/** Counts a Playwright run. Errors outside any test are a failure each: a file that does not load, a worker that dies. */
export default class PageCounts {
  #task;
  #folder = process.cwd();
  #suite;
  #errors = 0;

  constructor({ task }) {
    this.#task = task;
  }

  onBegin(_config, suite) {
    forgetCounts(this.#folder, this.#task);
    this.#suite = suite;
  }

  onError() {
    this.#errors += 1;
  }

  onEnd() {
    const counts = { passed: 0, failed: this.#errors, skipped: 0 };
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      // A test that passes only when tried again counts as failed: there are no second tries here.
      if (outcome === 'skipped' && test.results.length > 0 && test.expectedStatus !== 'skipped') counts.failed += 1;
      else counts[outcome === 'expected' ? 'passed' : outcome === 'skipped' ? 'skipped' : 'failed'] += 1;
    }
    if (this.#suite?.allTests().length === 0) counts.failed += 1;
    writeCounts(this.#folder, this.#task, counts);
  }

  printsToStdio() {
    return false;
  }
}
