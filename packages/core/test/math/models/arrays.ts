import { readFileSync } from 'node:fs';
import { load } from '../../../src/data/index.js';
import { type Dense, dense } from '../../../src/math/index.js';
import type { Tensor } from '../../../src/tensor.js';

/** All arrays of a file by their names, in float64. */
export async function arraysOf(path: string): Promise<Record<string, Dense<Float64Array>>> {
  const file = await load(readFileSync(path));
  const read = async (name: string) => {
    const tensor = (await file.get(name)) as Tensor;
    return [name, dense(tensor.float64(), tensor.shape)] as const;
  };
  return Object.fromEntries(await Promise.all(file.names.map(read)));
}
