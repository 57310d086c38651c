import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const AFTERWARDS = 700;
let folder;

/** From now on every drawing leaves a `.cpuprofile` in this folder (the numbers are then not to be trusted). */
export function profileInto(path) {
  folder = path;
  mkdirSync(path, { recursive: true });
}

/** Runs something under the browser's CPU profiler, when profiles were asked for. */
export async function profiled(session, name, action) {
  if (!folder || !name) return action();
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  const result = await action();
  // Most of the drawing comes after the call.
  await new Promise((resolve) => setTimeout(resolve, AFTERWARDS));
  const { profile } = await session.send('Profiler.stop');
  writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
  console.log(`\n${name}\n${busiest(profile)}`);
  return result;
}

/** The functions in which the most time was spent, themselves only. */
function busiest({ nodes, samples, timeDeltas }, count = 14) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spent = new Map();
  for (const [i, id] of samples.entries()) {
    const { functionName, url, lineNumber, columnNumber } = names.get(id);
    const place = url ? ` ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}:${columnNumber + 1}` : '';
    const key = `${functionName || '(anonymous)'}${place}`;
    spent.set(key, (spent.get(key) ?? 0) + timeDeltas[i] / 1000);
  }
  return [...spent]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([key, ms]) => `${ms.toFixed(1).padStart(9)} ms  ${key}`)
    .join('\n');
}
