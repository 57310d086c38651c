import type { Engine } from './engine.js';
import type { Holding } from './holding.js';
import { kinds } from './kinds/index.js';
import { type IndexEntry, ReferenceCase, readIndex, type ReadFile } from './reference-case.js';

/** Registers one test, as vitest and mocha name it. */
type It = (name: string, test: () => Promise<void>) => void;

/**
 * Registers one test for each case of a folder and each engine that offers an operation which the case has numbers for. What
 * cannot be read, a kind that nobody knows, and an engine that takes on no case are failed tests.
 */
export async function holdEngines(
  engines: readonly Engine[],
  folder: string,
  readFile: ReadFile,
  it: It,
): Promise<void> {
  let index: IndexEntry[];
  try {
    index = await readIndex(folder, readFile);
  } catch (error) {
    it('the reference can be read', () => Promise.reject(error));
    return;
  }
  const taken = new Map(engines.map((engine) => [engine.name, 0]));
  for (const entry of index) {
    let holdings: Holding[];
    try {
      holdings = await holdingsOf(entry, readFile);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      it(entry.file, () => Promise.reject(new Error(`${entry.file}: ${what}`, { cause: error })));
      continue;
    }
    for (const engine of engines) {
      const offered = holdings.filter(({ needs }) => engine.isComplete || engine.operations[needs]);
      if (offered.length === 0) continue;
      taken.set(engine.name, taken.get(engine.name)! + 1);
      it(`${engine.name}: ${entry.file}: ${offered.map(({ what }) => what).join(', ')}`, async () => {
        await engine.ready?.();
        for (const holding of offered) await holding.hold(engine);
      });
    }
  }
  for (const [name, count] of taken) {
    if (count > 0) continue;
    const message = `${name} offers no operation that a case in ${folder} has numbers for`;
    it(name, () => Promise.reject(new Error(message)));
  }
}

/** Operations that a case can be held to; throws where there is none, or the case cannot be read. */
async function holdingsOf(entry: IndexEntry, readFile: ReadFile): Promise<Holding[]> {
  const kind = kinds.get(entry.kind);
  if (!kind) throw new Error(`its kind ${entry.kind} is none that this runner knows: ${[...kinds.keys()].join(', ')}`);
  const holdings = kind(await ReferenceCase.read(entry, readFile));
  if (holdings.length === 0) throw new Error(`it has no numbers that its kind ${entry.kind} knows`);
  return holdings;
}
