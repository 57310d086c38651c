/** The path of a program that the shell would find, or null. */
import { execFileSync } from 'node:child_process';

export function find(name) {
  try {
    return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}
