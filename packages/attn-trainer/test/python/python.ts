import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where what is missing of Python is put: a folder that no commit has. */
const folder = resolve(import.meta.dirname, '../../node_modules/.cache/python');

/** Packages whose modules have other names. */
const packages: Readonly<Record<string, string>> = { PIL: 'pillow' };

const run = (command: string, given: readonly string[]) => spawnSync(command, given, { encoding: 'utf8' });

const has = (command: string, modules: readonly string[]): boolean =>
  run(command, ['-c', `import ${modules.join(', ')}`]).status === 0;

/**
 * An interpreter with PyTorch (the one that `ATTN_PYTHON` names, or any that is found) in an environment of its own, in which
 * what else is needed is installed; or why there is none.
 */
export function pythonWith(modules: readonly string[]): { readonly command: string } | { readonly missing: string } {
  const known = [process.env.ATTN_PYTHON, 'python3', '/usr/bin/python3'].filter((one) => one !== undefined);
  const base = known.find((command) => has(command, ['torch', 'numpy']));
  if (!base) return { missing: 'no Python with PyTorch is found; ATTN_PYTHON names one' };
  if (has(base, modules)) return { command: base };
  const command = join(folder, 'bin', 'python');
  if (!existsSync(command)) run(base, ['-m', 'venv', '--system-site-packages', folder]);
  if (!has(command, modules))
    run(command, ['-m', 'pip', 'install', '--quiet', 'numpy<2', ...modules.map((name) => packages[name] ?? name)]);
  return has(command, modules) ? { command } : { missing: `pip does not bring ${modules.join(', ')}` };
}

/** Output of a program of this folder, as it says it: JSON. Throws what it wrote of its failure. */
export function output(command: string, program: string, ...given: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(command, [join(import.meta.dirname, program), ...given], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
