import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { load, type TensorFile } from '../../src/data/index.js';
import { AttnError } from '../../src/errors.js';
import { describeWithData, readManifest } from './data-folder.js';

const read = (folder: string, file: string) => load(readFileSync(join(folder, file)));

async function failure(promise: Promise<unknown>): Promise<AttnError> {
  const error = await promise.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(AttnError);
  expect(error.code).not.toBe('unexpected');
  return error;
}

interface NpyCase {
  ok: boolean;
  dtype?: unknown;
  shape?: number[];
  first?: (number | boolean | string | null)[];
}

const kinds: Record<string, string> = { b: 'bool', u: 'uint', i: 'int', f: 'float' };

/** The name that an array of numbers of NumPy's dtype has here; null where it is none that is read. */
function ourDtype(dtype: unknown): string | null {
  const [, kind, width] = /^[<>|=]?([biufUS])(\d+)$/.exec(String(dtype)) ?? [];
  if (kind === 'U' || kind === 'S') return 'string';
  if (!kind || Number(width) > 8) return null;
  return kind === 'b' ? 'bool' : kinds[kind] + Number(width) * 8;
}

async function checkNpy(get: () => ReturnType<TensorFile['get']>, expected: NpyCase): Promise<void> {
  if (!expected.ok) return void (await failure(get()));
  const dtype = ourDtype(expected.dtype);
  if (!dtype) return void expect((await failure(get())).code).toBe('unsupported');
  const array = await get();
  expect(array.dtype).toBe(dtype);
  expect(array.shape).toEqual(expected.shape);
  if (!expected.first) return;
  const start = array.dtype === 'string' ? array.values : Array.from(array.float64());
  const first = expected.first.map((value) =>
    value === null ? NaN : typeof value === 'string' ? value : Number(value),
  );
  expect(start.slice(0, first.length)).toEqual(first);
}

describeWithData('npy and npz as NumPy reads them', 'corpus-npy', (folder) => {
  it.each(readManifest(folder))('$file', async ({ file, ...expected }) => {
    if (!expected.npz) {
      return checkNpy(async () => (await read(folder, file)).get('attention'), expected as unknown as NpyCase);
    }
    const members = Object.entries(expected.npz as Record<string, NpyCase>);
    for (const [member, one] of members) {
      if (!member.endsWith('.npy')) continue;
      await checkNpy(async () => (await read(folder, file)).get(member.slice(0, -4)), one);
    }
    // Members that cannot be read do not keep the others from being read.
    if (members.length > 1) expect((await read(folder, file)).names).toHaveLength(members.length);
  });
});

type Reader = (view: DataView, at: number) => number;
const readers: Record<string, [string, number, Reader?]> = {
  BOOL: ['bool', 1, (view, at) => Number(view.getUint8(at) !== 0)],
  U8: ['uint8', 1, (view, at) => view.getUint8(at)],
  I8: ['int8', 1, (view, at) => view.getInt8(at)],
  U16: ['uint16', 2, (view, at) => view.getUint16(at, true)],
  I16: ['int16', 2, (view, at) => view.getInt16(at, true)],
  U32: ['uint32', 4, (view, at) => view.getUint32(at, true)],
  I32: ['int32', 4, (view, at) => view.getInt32(at, true)],
  U64: ['uint64', 8, (view, at) => Number(view.getBigUint64(at, true))],
  I64: ['int64', 8, (view, at) => Number(view.getBigInt64(at, true))],
  F32: ['float32', 4, (view, at) => view.getFloat32(at, true)],
  F64: ['float64', 8, (view, at) => view.getFloat64(at, true)],
  // Their values are held to tables elsewhere.
  F16: ['float16', 2],
  BF16: ['bfloat16', 2],
  F8_E4M3: ['float8_e4m3', 1],
  F8_E5M2: ['float8_e5m2', 1],
};

describeWithData('safetensors as the reference reader reads them', 'corpus-safetensors', (folder) => {
  it.each(readManifest(folder))('$file: $expect', async ({ file: name, expect: expected }) => {
    if (!String(expected).startsWith('ok')) return void (await failure(read(folder, name)));
    const bytes = readFileSync(join(folder, name));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = 8 + Number(view.getBigUint64(0, true));
    const { __metadata__: metadata, ...header } = JSON.parse(bytes.subarray(8, start).toString());
    const file = await load(bytes);
    expect(file.names.toSorted()).toEqual(Object.keys(header).toSorted());
    expect(Object.fromEntries(file.metadata)).toEqual(metadata ?? {});
    for (const [array, { dtype, shape, data_offsets: offsets }] of Object.entries<Record<string, never>>(header)) {
      if (!readers[dtype]) {
        expect((await failure(file.get(array))).code).toBe('unsupported');
        continue;
      }
      const [ours, width, reader] = readers[dtype];
      const tensor = await file.get(array);
      expect(tensor.dtype).toBe(ours);
      expect(tensor.shape).toEqual(shape);
      if (tensor.dtype === 'string') continue;
      const values = tensor.float64();
      expect(values).toHaveLength((offsets[1] - offsets[0]) / width);
      if (reader) values.forEach((value, at) => expect(value).toEqual(reader(view, start + offsets[0] + at * width)));
    }
  });
});
