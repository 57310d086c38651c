import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/data/index.js';
import { csvText, writeNpy, writeNpz, writeSafetensors } from '../../src/data/write/index.js';

interface NumpyFile {
  file: string;
  base64: string;
  arrays?: Record<string, { shape: number[]; values: (number | string)[] }>;
}

const fixtures: NumpyFile[] = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/numpy-files.json'), 'utf8'));
const numpy = (name: string) => {
  const { base64, arrays } = fixtures.find(({ file }) => file === name)!;
  return { bytes: Buffer.from(base64, 'base64'), ...arrays![''] };
};

describe('an array in NumPy’s format', () => {
  it('is NumPy’s own file, byte for byte', () => {
    const floats = numpy('f4<.npy');
    expect(
      Buffer.from(writeNpy({ shape: floats.shape, values: Float32Array.from(floats.values as number[]) })),
    ).toEqual(floats.bytes);
    const whole = numpy('i4<.npy');
    expect(Buffer.from(writeNpy({ shape: whole.shape, values: Int32Array.from(whole.values as number[]) }))).toEqual(
      whole.bytes,
    );
    const texts = numpy('text.npy');
    expect(Buffer.from(writeNpy({ shape: texts.shape, texts: texts.values as string[] }))).toEqual(texts.bytes);
  });
});

const arrays = new Map([
  ['attention', { shape: [2, 3], values: Float32Array.of(0, 0.5, 1, -1, 2, 1e-7) }],
  ['lengths', { shape: [2], values: Int32Array.of(-3, 7) }],
]);

describe.each([
  ['npz', () => writeNpz(arrays)],
  ['safetensors', () => writeSafetensors(arrays, { note: '“你好”' })],
])('arrays in one file: %s', (_, write) => {
  it('are read as they were, and the same arrays give the same file', async () => {
    const file = await load(write());
    for (const [name, { shape, values }] of arrays) {
      const array = await file.get(name);
      expect(array.shape).toEqual(shape);
      expect(array.dtype).toBe(values instanceof Int32Array ? 'int32' : 'float32');
      expect(array.dtype === 'string' || Array.from(array.float32())).toEqual(Array.from(values));
    }
    expect(write()).toEqual(write());
  });
});

it('keeps texts beside the arrays of safetensors, which begin at a multiple of eight bytes', async () => {
  const bytes = writeSafetensors(arrays, { note: '“你好”' });
  expect((await load(bytes)).metadata.get('note')).toBe('“你好”');
  expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
});

it('quotes what a table in CSV would be torn by, and ends lines as RFC 4180 says', () => {
  expect(
    csvText([
      ['token', 'weight'],
      ['a,"b"', 0.1],
      [' ', 1],
    ]),
  ).toBe('token,weight\r\n"a,""b""",0.1\r\n" ",1\r\n');
});
