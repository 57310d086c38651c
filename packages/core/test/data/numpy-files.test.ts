import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { load } from '../../src/data/index.js';

interface ArrayCase {
  dtype: string;
  shape: number[];
  values: (number | string | boolean)[];
}

const path = join(import.meta.dirname, 'fixtures/numpy-files.json');
const cases: { file: string; base64: string; arrays?: Record<string, ArrayCase>; refused?: string }[] = JSON.parse(
  readFileSync(path, 'utf8'),
);

it.each(cases)('reads $file as NumPy does', async ({ base64, arrays, refused }) => {
  const bytes = Buffer.from(base64, 'base64');
  if (refused) return void (await expect(load(bytes)).rejects.toMatchObject({ name: 'AttnError', code: refused }));
  const file = await load(bytes);
  for (const [name, { dtype, shape, values }] of Object.entries(arrays!)) {
    const array = await file.get(name || 'attention');
    expect(array.shape).toEqual(shape);
    if (array.dtype === 'string') {
      expect(array.values).toEqual(values);
      continue;
    }
    const kind = { b: 'bool', u: 'uint', i: 'int', f: 'float' }[dtype[1]];
    expect(array.dtype).toBe(dtype[1] === 'b' ? kind : `${kind}${Number(dtype.slice(2)) * 8}`);
    expect(Array.from(array.float64())).toEqual(values.map((value) => Number(value)));
    expect(Array.from(array.float32())).toEqual(values.map((value) => Math.fround(Number(value))));
  }
});
