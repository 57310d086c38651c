import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { root } from '../bootstrap.mjs';
import { findBrowser } from '../browser.mjs';
import { fault, forgetCounts, noCounts, writeCounts } from './counts.mjs';
import { dataFolders } from './data-folders.mjs';
import { eachTestPlugin } from './each-test-plugin.mjs';
import { PATIENCE } from './patience.mjs';
import { sourcesPlugin } from './sources-plugin.mjs';
import { tensorflowPlugin } from './tensorflow-plugin.mjs';
import { leanWindows } from './windows.mjs';

/** All test results of a suite and the suites in it, each with the names that lead to it. */
function* results(suite, path = []) {
  for (const test of suite?.tests ?? []) yield { test, path: [...path, test.name] };
  for (const inner of suite?.suites ?? []) yield* results(inner, [...path, inner.name]);
}

/** Counts a run. A test file that does not load, or breaks outside its tests, is one failure. */
function countsReporter(task) {
  const folder = process.cwd();
  return {
    start: () => forgetCounts(folder, task),
    onTestRunFinished({ sessions }) {
      const counts = noCounts();
      const fail = (path, message) => {
        counts.failed += 1;
        counts.faults.push(fault(path, message));
      };
      for (const session of sessions) {
        const file = relative(folder, session.testFile);
        const before = counts.failed;
        for (const { test, path } of results(session.testResults)) {
          if (!test.skipped && !test.passed) fail([file, ...path], test.error?.message);
          else counts[test.skipped ? 'skipped' : 'passed'] += 1;
        }
        if (!session.passed && counts.failed === before) fail([file], session.errors[0]?.message);
      }
      writeCounts(folder, task, counts);
    },
  };
}

/**
 * Answers `/<prefix>/…` from a folder that may lie outside the checkout: a file, or for a path that ends in `/` the names
 * of all files below it. What is not there is a 404.
 */
function folderMiddleware(prefix, folder) {
  return async (context, next) => {
    if (!context.path.startsWith(prefix)) return next();
    const file = join(folder, normalize(decodeURIComponent(context.path.slice(prefix.length))));
    const inside = `${file}${sep}`.startsWith(folder + sep) && existsSync(file);
    if (inside && context.path.endsWith('/') && statSync(file).isDirectory()) {
      context.body = readdirSync(file, { recursive: true });
      return;
    }
    if (!inside || !statSync(file).isFile()) {
      context.status = 404;
      return;
    }
    context.type = extname(file) === '.json' ? 'application/json' : 'application/octet-stream';
    context.body = createReadStream(file);
  };
}

/** Serves the entry of a worker, which is asked for by its address, from the module that it is built of. */
async function sourcesOfWorkers(context, next) {
  const written = context.path.replace(/-worker\.js$/, '-worker.ts');
  if (written !== context.path && existsSync(join(root, written)))
    context.url = context.url.replace(context.path, written);
  return next();
}

/**
 * The @web/test-runner configuration of a package: what needs a real browser, in test/element and test/gl. The server's
 * root is the repository, so `/stories/article/data/…` and a package's fixtures are reachable by their path there;
 * `/attn-data/` and `/attn-reference/` are the folders of test data, 404 where they are absent.
 * @param {Partial<import('@web/test-runner').TestRunnerConfig>} options laid over the usual ones
 * @param {string} task whose counts these are
 * @param {string[]} without what Chromium is told by default, and is not here
 */
export function elementTests(options = {}, task = 'test:element', without = []) {
  const launchOptions = findBrowser();
  return {
    rootDir: root,
    files: ['test/element/**/*.test.ts', 'test/gl/**/*.test.ts'],
    nodeResolve: { exportConditions: ['browser', 'production'] },
    plugins: [
      tensorflowPlugin(),
      sourcesPlugin(),
      esbuildPlugin({
        ts: true,
        target: 'es2022',
        tsconfig: fileURLToPath(new URL('tsconfig.esbuild.json', import.meta.url)),
      }),
      eachTestPlugin(),
    ],
    middleware: [
      sourcesOfWorkers,
      folderMiddleware('/attn-data/', dataFolders.ATTN_DATA_DIR),
      folderMiddleware('/attn-reference/', dataFolders.ATTN_REFERENCE_DIR),
    ],
    browsers: [
      chromeLauncher({
        launchOptions: {
          ...launchOptions,
          args: [...launchOptions.args, ...leanWindows],
          ignoreDefaultArgs: without,
          headless: true,
          timeout: PATIENCE.start,
          protocolTimeout: PATIENCE.start,
        },
        concurrency: 2,
        // A window each: of two pages in one window the second is hidden, and gets no frames, observers or transitions.
        createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
      }),
    ],
    browserStartTimeout: PATIENCE.start,
    testsStartTimeout: PATIENCE.start,
    testFramework: { config: { timeout: PATIENCE.test } },
    testsFinishTimeout: PATIENCE.file,
    reporters: [defaultReporter({ reportTestProgress: !process.env.CI }), countsReporter(task)],
    testRunnerHtml: (testFramework) => `<!doctype html>
<html lang="en">
  <head></head>
  <body><script type="module" src="${testFramework}"></script></body>
</html>`,
    ...options,
  };
}
