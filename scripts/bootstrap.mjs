/**
 * From a bare checkout to running tasks, with nothing on the machine but Node and npm: npx brings the pnpm that
 * package.json names, pnpm installs what the lock file says, and turbo runs through `pnpm exec`, which it needs to find pnpm.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folders of all workspace packages but the bench, relative to the root. */
export function packageFolders() {
  const elements = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  return [...elements, 'stories', 'tests', 'tests/types'].filter((folder) =>
    existsSync(join(root, folder, 'package.json')),
  );
}

/** Packages that are no element: what elements share, all of them together, and what draws them without a browser. */
const others = ['core', 'attn-elements', 'render'];

/** Tags of the element packages. */
export function elementTags() {
  return packageFolders()
    .filter((folder) => folder.startsWith('packages'))
    .map((folder) => folder.slice('packages'.length + 1))
    .filter((name) => !others.includes(name));
}

/** package.json of a workspace folder. */
export function readManifest(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/**
 * Runs a command in the repository's root, its output on ours, and gives its exit status.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env added to the environment
 * @param {number} [minutes] after which the command and all that it started are ended
 * @param {(line: string) => void} [onLine] is given what it says, in place of our output
 */
export function run(command, args, env = {}, minutes = undefined, onLine = undefined) {
  // npm's own commands are .cmd files on Windows, which only a shell starts.
  const shell = process.platform === 'win32';
  // A group of its own, so that ending it leaves no browser behind; it has to be told of Ctrl+C then.
  const detached = minutes !== undefined && !shell;
  const options = { cwd: root, shell, detached, env: { ...process.env, ...env } };
  const says = onLine ? 'pipe' : 'inherit';
  const child = spawn(command, args, { ...options, stdio: ['ignore', says, says] });
  if (onLine) for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', onLine);
  const end = (signal) => (detached ? process.kill(-child.pid, signal) : child.kill(signal));
  const timer =
    minutes &&
    setTimeout(() => {
      console.error(`Ended after ${minutes} minutes.`);
      end('SIGKILL');
    }, minutes * 60_000);
  const signals = detached ? ['SIGINT', 'SIGTERM'] : [];
  for (const signal of signals) process.on(signal, end);
  return new Promise((settle) => {
    const finish = (status) => {
      clearTimeout(timer);
      for (const signal of signals) process.off(signal, end);
      settle(status);
    };
    child.on('error', (error) => {
      console.error(`${command} did not start: ${error.message}`);
      finish(127);
    });
    child.on('close', (status, signal) => finish(status ?? (signal ? 130 : 1)));
  });
}

/** Runs the pnpm of package.json's `packageManager`. */
export function pnpm(args, env = {}, minutes = undefined, onLine = undefined) {
  const quiet = {
    npm_config_update_notifier: 'false',
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    STORYBOOK_DISABLE_TELEMETRY: '1',
  };
  return run('npx', ['--yes', readManifest('.').packageManager, ...args], { ...quiet, ...env }, minutes, onLine);
}

/** Runs turbo tasks and gives its exit status. */
export function turbo(args, env = {}, minutes = undefined, onLine = undefined) {
  return pnpm(['exec', 'turbo', 'run', ...args], env, minutes, onLine);
}

/** Everything that decides what node_modules should hold, with what pnpm last put there. */
function fingerprint(withBench) {
  const hash = createHash('sha256').update(`${process.version} ${withBench}`);
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'node_modules/.pnpm/lock.yaml'];
  for (const folder of [...packageFolders(), 'tests/bench']) files.push(join(folder, 'package.json'));
  for (const file of files) hash.update(existsSync(join(root, file)) ? readFileSync(join(root, file)) : 'absent');
  return hash.digest('hex');
}

// The bench's peers are left out unless asked for: they are larger than everything else together.
const withoutBench = '--filter=!@attn-elements/bench';

/** Size of an installation from an empty store: its download as the network card counted it, its room on the disk as `du` sees it. */
const size = {
  usual: '240 MB to download, 0.9 GB on the disk',
  withBench: '360 MB to download, 1.5 GB on the disk',
};

/** Brings the lock file up to date with the manifests, and installs. Gives the exit status. */
export function relock() {
  return pnpm(['install', '--no-frozen-lockfile', withoutBench], { CI: 'true' });
}

/**
 * Installs what the lock file says, unless that is what node_modules holds already. Ends the process when it cannot.
 * @param {{withBench?: boolean}} options
 */
export async function install({ withBench = false } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node 20.19 or newer is needed; this is ${process.version}.`);
    process.exit(1);
  }
  const stamp = join(root, 'node_modules', '.cache', 'attn-installed');
  // An installation that holds the bench also serves those who do not need it.
  const holds = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (holds === fingerprint(true) || (!withBench && holds === fingerprint(false))) return;
  const filter = withBench ? [] : [withoutBench];
  console.log(
    `Installing packages from npm: about ${withBench ? size.withBench : size.usual}, in pnpm's store and, by links, in ` +
      `${join(root, 'node_modules')}. What the store has already is not downloaded again.`,
  );
  // CI=true: pnpm may replace a node_modules that npm made without asking. How far it is it says line by line, also where
  // nobody reads it on a terminal.
  const status = await pnpm(['install', '--frozen-lockfile', '--reporter=append-only', ...filter], { CI: 'true' });
  if (status !== 0) {
    console.error('Installing the dependencies failed.');
    process.exit(status);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint(withBench));
}
