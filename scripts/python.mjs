/**
 * `npm run test:python`: builds the wheel of `python`, installs it beside real notebooks and frameworks in an environment of its
 * own, and runs its tests. Ends with `N passed, N failed[, N skipped]`. Where there is no Python it says so, and nothing has failed.
 * `ATTN_PYTHON` names an interpreter; one that has PyTorch saves a download of 3 GB. Arguments go to pytest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, root, turbo } from './bootstrap.mjs';
import { closingLine } from './testing/counts.mjs';

const sources = join(root, 'python');
const environment = join(root, 'node_modules', '.cache', 'attn-python');

/** Runs a command and gives whether it succeeded; its output is ours. */
function runs(command, args, env = {}) {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

const says = (command, code) => spawnSync(command, ['-c', code], { encoding: 'utf8' });

/** An interpreter that is new enough. */
function findPython() {
  const names = [process.env.ATTN_PYTHON, 'python3', 'python'].filter(Boolean);
  return names.find((name) => says(name, 'import sys, venv; sys.exit(sys.version_info < (3, 10))').status === 0);
}

/** The counts of a run of pytest, from its report for other programs. */
function countsOf(report) {
  const suite = /<testsuite [^>]*>/.exec(existsSync(report) ? readFileSync(report, 'utf8') : '')?.[0];
  if (!suite) return { passed: 0, failed: 1, skipped: 0 };
  const number = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = number('failures') + number('errors');
  return { passed: number('tests') - failed - number('skipped'), failed, skipped: number('skipped') };
}

const base = findPython();
if (!base) {
  console.log('There is no Python 3.10 or newer (ATTN_PYTHON names one): the notebook’s half is not tested.');
  console.log(closingLine({ passed: 0, failed: 0, skipped: 1 }));
  process.exit(0);
}
await install();
const { findBrowser } = await import('./browser.mjs');
if ((await turbo(['build', '--filter=attn-elements', '--output-logs=errors-only'])) !== 0) process.exit(1);

const hasTorch = says(base, 'import torch').status === 0;
const python = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
if (!existsSync(python) && !runs(base, ['-m', 'venv', ...(hasTorch ? ['--system-site-packages'] : []), environment]))
  process.exit(1);
const pip = (...args) => runs(python, ['-m', 'pip', '--quiet', ...args]);
if (!pip('install', '-r', join(sources, 'tests', 'requirements.txt'))) process.exit(1);
// A model is skipped where its framework cannot be had, and says so.
if (!pip('install', '-r', join(sources, 'tests', 'requirements-models.txt')))
  console.log('PyTorch and transformers cannot be installed: what is taken from models is not tested.');

const folder = mkdtempSync(join(tmpdir(), 'attn-wheel-'));
try {
  if (!pip('wheel', '--no-deps', '--wheel-dir', folder, sources)) process.exit(1);
  const [wheel] = readdirSync(folder);
  if (!pip('install', '--force-reinstall', '--no-deps', join(folder, wheel))) process.exit(1);
  const report = join(folder, 'report.xml');
  const given = ['-p', 'no:cacheprovider', `--junitxml=${report}`, ...process.argv.slice(2)];
  const env = { CHROME_PATH: findBrowser().executablePath, HF_HUB_OFFLINE: '1', PYTHONDONTWRITEBYTECODE: '1' };
  spawnSync(python, ['-m', 'pytest', ...given], { cwd: sources, stdio: 'inherit', env: { ...process.env, ...env } });
  const counts = countsOf(report);
  console.log(closingLine(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
