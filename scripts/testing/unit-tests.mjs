import { defineConfig } from 'vitest/config';
import { fault, forgetCounts, noCounts, writeCounts } from './counts.mjs';
import { dataFolders } from './data-folders.mjs';
import { PATIENCE } from './patience.mjs';

/** Counts a vitest run. A file that does not load, and an error outside any test, is one failure each. */
export class VitestCounts {
  #task;

  constructor(task) {
    this.#task = task;
  }

  onInit() {
    forgetCounts(process.cwd(), this.#task);
  }

  onTestRunEnd(modules, unhandledErrors) {
    const counts = noCounts();
    const fail = (path, message) => {
      counts.failed += 1;
      counts.faults.push(fault(path, message));
    };
    for (const { message } of unhandledErrors) fail(['outside the tests'], message);
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state === 'failed') fail([module.relativeModuleId, test.fullName], errors?.[0]?.message);
        else counts[state === 'passed' ? 'passed' : 'skipped'] += 1;
      }
      if (!module.ok() && counts.failed === before) fail([module.relativeModuleId], module.errors()[0]?.message);
    }
    writeCounts(process.cwd(), this.#task, counts);
  }
}

/**
 * The vitest configuration of a package: everything under test/ that needs no browser.
 * @param {string} task whose counts these are
 * @param {import('vitest/config').ViteUserConfig['test']} options laid over the usual ones
 */
export const unitTests = (task = 'test:unit', options = {}) =>
  defineConfig({
    test: {
      include: ['test/**/*.test.ts'],
      exclude: [
        'test/element/**',
        'test/gl/**',
        'test/training/**',
        'test/python/**',
        'test/long/**',
        '**/node_modules/**',
      ],
      testTimeout: PATIENCE.test,
      hookTimeout: PATIENCE.start,
      reporters: ['default', new VitestCounts(task)],
      env: dataFolders,
      ...options,
    },
  });

/**
 * The vitest configuration of what trains every model of a package to its end, which takes minutes.
 * @param {string} task whose counts these are
 * @param {number} seeds from how many each is begun
 * @param {readonly string[]} more tests beside them
 */
export const trainingTests = (task, seeds, more = []) =>
  unitTests(task, {
    include: ['test/training/**/*.test.ts', ...more],
    exclude: [],
    env: { ATTN_SEEDS: String(seeds) },
    testTimeout: PATIENCE.file,
    hookTimeout: PATIENCE.file,
  });
