import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayTokens, load, openAttention } from '../../src/data/index.js';
import { AttnError } from '../../src/errors.js';
import { npy, safetensors, zip } from './archive.js';
import { dataFolder, filesBelow } from './data-folder.js';

const header = (shape: string, descr = '<f4') => `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
const floats = (count: number) => new Uint8Array(new Float32Array(count).buffer);

interface Cost {
  /** Bytes of all typed arrays and buffers that were made. */
  bytes: number;
}

const counted = ['ArrayBuffer', 'Uint8Array', 'Uint16Array', 'Uint32Array', 'Float32Array', 'Float64Array'] as const;

/** Runs, and counts what memory is asked for meanwhile: every constructor call that takes a length or a list. */
async function measure(run: () => Promise<unknown>): Promise<Cost> {
  const cost = { bytes: 0 };
  const originals = counted.map((name) => globalThis[name]);
  for (const name of counted) {
    const original = globalThis[name] as Uint8ArrayConstructor;
    const width = original.BYTES_PER_ELEMENT ?? 1;
    (globalThis as Record<string, unknown>)[name] = new Proxy(original, {
      construct(target, parameters, newTarget) {
        const [first] = parameters;
        if (typeof first === 'number') cost.bytes += first * width;
        else if (Array.isArray(first)) cost.bytes += first.length * width;
        return Reflect.construct(target, parameters, newTarget === globalThis[name] ? target : newTarget);
      },
    });
  }
  try {
    await run();
  } finally {
    for (const [at, name] of counted.entries()) (globalThis as Record<string, unknown>)[name] = originals[at];
  }
  return cost;
}

/** Reads everything that is in the bytes. What cannot be read must fail with an error of ours. */
async function readAll(bytes: Uint8Array): Promise<void> {
  const ours = (error: unknown) => {
    expect(error).toBeInstanceOf(AttnError);
    expect((error as AttnError).code, (error as Error).stack).not.toBe('unexpected');
  };
  let file: Awaited<ReturnType<typeof load>>;
  try {
    file = await load(bytes);
  } catch (error) {
    return ours(error);
  }
  for (const name of file.names) {
    try {
      const array = await file.get(name);
      const size = array.shape.reduce((product, length) => product * length, 1);
      expect(array.dtype === 'string' ? array.values.length : array.float32().length).toBe(size);
    } catch (error) {
      ours(error);
    }
  }
  try {
    const source = await openAttention(file);
    displayTokens(source.keyTokens ?? []);
    await source.slice(source.layers - 1, 0);
  } catch (error) {
    ours(error);
  }
}

/**
 * What reading a file may cost. Decoded numbers take up to 4 bytes a byte; a few of them are held at a time. Deflate can
 * pack 1032 bytes into one, whatever an archive claims; what it holds is decoded then.
 */
async function expectCheap(bytes: Uint8Array): Promise<void> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const cost = await measure(() => readAll(bytes));
  expect(cost.bytes).toBeLessThan(32 * bytes.length * (isZip ? 1032 : 1) + 4096);
}

async function failure(bytes: Uint8Array | string, limit?: number): Promise<AttnError> {
  let thrown: unknown = null;
  const cost = await measure(async () => {
    const file = await load(bytes, { limit });
    for (const name of file.names) await file.get(name);
  }).catch((error) => {
    thrown = error;
    return null;
  });
  expect(cost).toBeNull();
  expect(thrown).toBeInstanceOf(AttnError);
  return thrown as AttnError;
}

const made = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/numpy-files.json'), 'utf8')) as {
  file: string;
  base64: string;
}[];
const seeds: [string, Uint8Array][] = made
  .filter(({ file }) => /npz|f4<|text|fortran|version|records|objects|special.f2|empty/.test(file))
  .map(({ file, base64 }) => [file, Buffer.from(base64, 'base64')]);
const attention = { dtype: 'F32', shape: [1, 2, 3, 3], data_offsets: [0, 72] };
const other = { dtype: 'BF16', shape: [3], data_offsets: [72, 78] };
seeds.push(
  [
    'safetensors',
    safetensors({ __metadata__: { tokens: '["a","b","c"]' }, attention, other }, new Uint8Array(78).fill(61)),
  ],
  [
    'JSON',
    Buffer.from(
      '{"attention": [[0.5, 0.5, NaN], [1e-3, -2, null]], "key_tokens": ["\\u4f60", "b", "<c>"], "kind": "scores"}',
    ),
  ],
  [
    'BertViz',
    Buffer.from(
      '{"attention": [{"name": null, "attn": [[[[1, 0], [0.5, 0.5]]]], "left_text": ["a", "b"], "right_text": ["a", "b"]}]}',
    ),
  ],
);
for (const path of filesBelow(dataFolder)) {
  if (/\.(npy|npz|safetensors|json)$/.test(path) && !/manifest/.test(path) && statSync(path).size < 3000) {
    seeds.push([path.slice(dataFolder.length + 1), readFileSync(path)]);
  }
}

/** Numbers that headers are wrong by: nothing, all ones, one too many, the largest that a sign leaves. */
const telling = [
  0n,
  1n,
  0xffn,
  0xffffn,
  0x7fffffffn,
  0xffffffffn,
  0x100000000n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 64n - 1n,
];
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
// Headers are where lies are told: every second edit is within the first or last hundred bytes.
const edit = fc.record({
  how: fc.constantFrom('flip', 'set', 'number', 'cut', 'drop', 'repeat', 'copy', 'text'),
  where: fc.constantFrom('start', 'end', 'any'),
  at: place,
  to: place,
  length: fc.integer({ min: 1, max: 40 }),
  value: fc.nat(255),
  number: fc.constantFrom(...telling),
  width: fc.constantFrom(1, 2, 4, 8),
  text: fc.constantFrom(
    '9',
    '99999999999',
    '-1',
    'NaN',
    '"',
    "'",
    '(',
    '[',
    '{',
    ',',
    'null',
    '"__proto__"',
    '\\',
    '\u0000',
  ),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function mutate(bytes: Uint8Array, edits: Edit[]): Uint8Array {
  let data = Buffer.from(bytes);
  for (const { how, where, at, to, length, value, number, width, text } of edits) {
    if (!data.length) break;
    const reach = where === 'any' ? data.length : Math.min(data.length, 120);
    const from = Math.floor(at * reach) + (where === 'end' ? data.length - reach : 0);
    const target = Math.floor(to * data.length);
    const piece = data.subarray(from, from + length);
    if (how === 'flip') data[from] ^= 1 << (value & 7);
    else if (how === 'set') data[from] = value;
    else if (how === 'cut') data = data.subarray(0, from);
    else if (how === 'drop') data = Buffer.concat([data.subarray(0, from), data.subarray(from + length)]);
    else if (how === 'repeat') data = Buffer.concat([data.subarray(0, from), piece, data.subarray(from)]);
    else if (how === 'copy') data = Buffer.concat([data.subarray(0, target), piece, data.subarray(target + length)]);
    else if (how === 'text')
      data = Buffer.concat([data.subarray(0, from), Buffer.from(text), data.subarray(from + text.length)]);
    else {
      const raw = Buffer.alloc(8);
      raw.writeBigUInt64LE(number);
      raw.copy(data, from, 0, Math.min(width, data.length - from));
    }
  }
  return data;
}

describe('changed files', () => {
  it.each(seeds)('%s: an error of ours or arrays of the size they say, at a bounded cost', async (_, seed) => {
    await expectCheap(seed);
    const runs = Math.max(60, 20 * Number(process.env.ATTN_FUZZ_RUNS ?? 0));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => expectCheap(mutate(seed, edits))),
      { numRuns: runs },
    );
  });

  it('cut anywhere are never read as if they were whole', async () => {
    for (const name of ['f4<.npy', 'text.npy', 'deflated.npz', 'stored.npz', 'safetensors', 'JSON']) {
      const whole = seeds.find(([seed]) => seed === name)![1];
      for (let length = 0; length < whole.length; length++) {
        const error = await failure(whole.slice(0, length));
        expect(error.code, `${name} cut to ${length}`).toMatch(/damaged|empty|unknown-format/);
      }
    }
  });

  it('whose packed bytes are changed do not match their checksum', async () => {
    const data = npy(header('(6,)'), floats(6));
    for (const method of [0, 8] as const) {
      const archive = zip([{ name: 'attention.npy', data, method }]);
      // Past the local header and the name, before the directory.
      for (let at = 43; at < 43 + 60; at++) {
        const changed = archive.slice();
        changed[at] ^= 4;
        expect((await failure(changed)).code).toBe('damaged');
      }
    }
  });
});

describe('random bytes', () => {
  const starts = ['', '\x93NUMPY\x01\x00', 'PK\x03\x04', '{', '[', '\x10\0\0\0\0\0\0\0{'].map((start) =>
    Buffer.from(start, 'latin1'),
  );

  it('behind the start of each format', async () => {
    const bytes = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(bytes, ([start, rest]) => expectCheap(Buffer.concat([start, rest]))),
      { numRuns: 1000 },
    );
  });

  it('as JSON values of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), (value) => expectCheap(Buffer.from(JSON.stringify(value)))),
      { numRuns: 500 },
    );
  });

  it('as tokens: one text for each, without line ends and without what cannot be seen', () => {
    const tokens = fc.array(
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('Ġa', 'ä½', 'ł', '<0xE4>', '\u202e')),
    );
    fc.assert(
      fc.property(tokens, (list) => {
        const shown = displayTokens(list);
        expect(shown).toHaveLength(list.length);
        for (const text of shown) expect(text).not.toMatch(/^$|[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('lying npy headers', () => {
  const cases: [string, Uint8Array, string][] = [
    ['more data than there is', npy(header('(7,)'), floats(6)), 'damaged'],
    ['a product beyond 2⁵³', npy(header('(4294967296, 4294967296)')), 'damaged'],
    ['a product that overflows to 0 in 64 bits', npy(header('(4294967296, 4294967296, 4)')), 'damaged'],
    ['a length beyond 2⁵³', npy(header('(99999999999999999999,)')), 'damaged'],
    ['a negative length', npy(header('(-1, -6)'), floats(6)), 'damaged'],
    ['a length that is no integer', npy(header('(1.5, 4)'), floats(6)), 'damaged'],
    ['a shape that is no tuple', npy(header('(6)'), floats(6)), 'damaged'],
    ['a shape that is a list', npy(header('[6]'), floats(6)), 'damaged'],
    ['too many axes', npy(header(`(${'1, '.repeat(65)})`), floats(1)), 'damaged'],
    ['nesting', npy(`${'('.repeat(9000)}`), 'damaged'],
    ['an unclosed text', npy(`{'descr': '${"\\'".repeat(4000)}`), 'damaged'],
    ['code', npy(`{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}`), 'damaged'],
    ['a key too many', npy(`{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}`, floats(1)), 'damaged'],
    ['a key too few', npy(`{'descr': '<f4', 'shape': (1,)}`, floats(1)), 'damaged'],
    ['an order that is neither', npy(`{'descr': '<f4', 'fortran_order': 1, 'shape': (1,)}`, floats(1)), 'damaged'],
    ['a header longer than the file', npy(header('(1,)'), floats(1), 2, 0xfffffff0), 'damaged'],
    ['a header longer than NumPy reads', npy(header('(1,)').padEnd(20_000), floats(1), 2), 'unsupported'],
    ['a version to come', npy(header('(1,)'), floats(1), 4), 'unsupported'],
    ['text of no width', npy(header('(1000000000000,)', '<U0')), 'unsupported'],
    ['text of any width', npy(header('(1,)', '<U999999999999')), 'damaged'],
    ['text beyond Unicode', npy(header('(1,)', '<U1'), Uint8Array.of(0, 0, 0, 1)), 'damaged'],
    ['a float of 3 bytes', npy(header('(2,)', '<f3'), floats(2)), 'unsupported'],
    ['a dtype of no kind', npy(header('(2,)', '__proto__'), floats(2)), 'unsupported'],
    ['a pickle of nothing', npy(header('()', '|O')), 'pickled'],
  ];
  it.each(cases)('%s', async (_, bytes, code) => {
    expect((await failure(bytes)).code).toBe(code);
    await expectCheap(bytes);
  });

  it('may claim any length where another is 0', async () => {
    const file = await load(npy(header('(0, 9007199254740991)')));
    expect((await file.get('attention')).shape).toEqual([0, 2 ** 53 - 1]);
    await expectCheap(npy(header('(0, 9007199254740991)')));
    await expectCheap(npy(header('(9007199254740991, 0)', '<U0')));
    await expectCheap(npy(header('(1000000000, 0, 5, 5)')));
  });

  it('may claim many layers, which cost nothing until they are asked for', async () => {
    const file = await load(npy(header('(1000000, 1, 1, 1)', '|u1'), new Uint8Array(1_000_000)));
    const cost = await measure(async () => expect((await openAttention(file)).layers).toBe(1_000_000));
    expect(cost.bytes).toBeLessThan(4096);
  });

  it('may hold text that is nearly all zeros', async () => {
    const text = new Uint8Array(300_000);
    text[text.length - 1] = 0x78;
    const bytes = npy(header('(1,)', '|S300000'), text);
    expect(await (await load(bytes)).get('attention')).toMatchObject({ values: [`${'\0'.repeat(299_999)}x`] });
    await expectCheap(bytes);
  });

  it('may be written by Python 2, without padding, without a line end', async () => {
    const text = `{"fortran_order":False,'descr':'<f4','shape':(2L,3L)}`;
    expect((await (await load(npy(text, floats(6)))).get('attention')).shape).toEqual([2, 3]);
  });
});

describe('lying archives', () => {
  const data = npy(header('(6,)'), floats(6));
  const member = { name: 'attention.npy', data };
  const cases: [string, Uint8Array, string][] = [
    ['longer than declared', zip([{ ...member, method: 8, size: 10 }]), 'damaged'],
    ['shorter than declared', zip([{ ...member, method: 8, size: data.length + 1 }]), 'damaged'],
    ['longer than deflate can be', zip([{ ...member, method: 8, size: 0xfffffff0 }]), 'damaged'],
    ['stored and packed to another size', zip([{ ...member, size: data.length - 1 }]), 'damaged'],
    ['zip64: an absurd size', zip([{ ...member, method: 8, size: 2n ** 60n }]), 'damaged'],
    ['zip64: a size beyond 2⁵³', zip([{ ...member, size: 2n ** 64n - 1n, packedSize: 2n ** 64n - 1n }]), 'damaged'],
    ['zip64: a member beyond the file', zip([{ ...member, at: 2n ** 62n }]), 'damaged'],
    ['a member beyond the file', zip([{ ...member, at: 0x7fffffff }]), 'damaged'],
    ['more packed bytes than the file has', zip([{ ...member, packedSize: 2 ** 30, size: 2 ** 30 }]), 'damaged'],
    ['a member within the directory', zip([{ ...member, at: 130 }]), 'damaged'],
    ['more members than there are', zip([member], { count: 60_000 }), 'damaged'],
    ['zip64: more members than there are', zip([member], { zip64: true, count: 2n ** 50n }), 'damaged'],
    ['zip64: a directory beyond the file', zip([member], { zip64: true, at: 2n ** 50n }), 'damaged'],
    ['zip64: a directory longer than the file', zip([member], { zip64: true, length: 2n ** 64n - 1n }), 'damaged'],
    ['a directory beyond the file', zip([member], { at: 0x7fffffff }), 'damaged'],
    ['no deflate', zip([{ ...member, method: 8, packed: new Uint8Array(200).fill(255) }]), 'damaged'],
    ['a wrong checksum', zip([{ ...member, crc: 1 }]), 'damaged'],
    ['encrypted', zip([{ ...member, flags: 1 }]), 'unsupported'],
    ['packed by another method', zip([{ ...member, method: 14 as 8, packed: data }]), 'unsupported'],
    ['not npy inside', zip([{ name: 'x.npy', data: Buffer.from('hello') }]), 'unsupported'],
    [
      'a pickle of PyTorch',
      zip([
        { name: 'archive/data.pkl', data: Buffer.from('\x80\x02.') },
        { name: 'archive/version', data: Buffer.from('3') },
      ]),
      'damaged',
    ],
    ['no npy at all', zip([{ name: 'notes.txt', data: Buffer.from('<x/>') }]), 'unsupported'],
  ];
  it.each(cases)('%s', async (_, bytes, code) => {
    expect((await failure(bytes)).code).toBe(code);
    await expectCheap(bytes);
  });

  it('bombs cost no more than the limit', async () => {
    const bomb = npy(header('(25000000,)'), floats(25_000_000));
    const archive = zip([{ name: 'attention.npy', data: bomb, method: 8 }]);
    expect(archive.length).toBeLessThan(110_000);
    const cost = await measure(async () => expect((await failure(archive, 2 ** 20)).code).toBe('too-large'));
    expect(cost.bytes).toBeLessThan(4096);
    // Declared small, it is stopped where it grows beyond that.
    const lying = zip([{ name: 'attention.npy', data: bomb, method: 8, size: 5000 }]);
    const lie = await measure(async () => expect((await failure(lying)).code).toBe('damaged'));
    expect(lie.bytes).toBeLessThan(200_000);
  });

  it('archives of many members that are one and the same cost nothing until they are asked for', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({
      name: `a${at}.npy`,
      data: at ? new Uint8Array() : data,
      method: 8 as const,
      at: 0,
      size: 5_000_000,
    }));
    const cost = await measure(async () => expect((await load(zip(many))).names).toHaveLength(1000));
    expect(cost.bytes).toBeLessThan(600_000);
  });

  it('true zip64 archives, comments, and names of any kind are read', async () => {
    const names = ['__proto__', 'constructor', '../x', '数据', ''];
    const archive = zip(
      names.map((name) => ({ name: `${name}.npy`, data, size: BigInt(data.length), packedSize: BigInt(data.length) })),
      { zip64: true },
    );
    const file = await load(archive);
    expect(file.names).toEqual(names);
    for (const name of names) expect((await file.get(name)).shape).toEqual([6]);
    expect((await load(zip([member], { comment: 'PK\x05\x06 '.repeat(40) }))).names).toEqual(['attention']);
    expect((await load(zip([]))).names).toEqual([]);
  });

  it('of members with the same name the last is read, as Python does', async () => {
    const file = await load(zip([member, { name: 'attention.npy', data: npy(header('(2,)'), floats(2)) }]));
    expect(file.names).toEqual(['attention']);
    expect((await file.get('attention')).shape).toEqual([2]);
  });

  it('a member that cannot be read does not keep the others from being read', async () => {
    const file = await load(zip([member, { name: 'meta.npy', data: npy(header('()', '|O')) }]));
    expect(
      (
        await openAttention(
          await load(
            zip([
              { ...member, data: npy(header('(2, 3)'), floats(6)) },
              { name: 'meta.npy', data: npy(header('()', '|O')) },
            ]),
          ),
        )
      ).shape(0),
    ).toEqual([2, 3]);
    expect((await file.get('attention')).shape).toEqual([6]);
    await expect(file.get('meta')).rejects.toMatchObject({ code: 'pickled-array' });
  });
});

describe('lying safetensors', () => {
  const f32 = (begin: number, end: number, shape = [(end - begin) / 4]) => ({
    dtype: 'F32',
    shape,
    data_offsets: [begin, end],
  });
  const cases: [string, Uint8Array, string][] = [
    ['a header longer than the file', safetensors({}, undefined, 3n), 'damaged'],
    ['a header longer than is allowed', safetensors({}, undefined, 100_000_001n), 'damaged'],
    ['a header of 2⁶³ bytes', safetensors({}, undefined, 2n ** 63n), 'damaged'],
    ['arrays that overlap', safetensors({ a: f32(0, 8), b: f32(4, 12) }, new Uint8Array(12)), 'damaged'],
    ['the same bytes twice', safetensors({ a: f32(0, 8), b: f32(0, 8) }, new Uint8Array(8)), 'damaged'],
    ['a gap', safetensors({ a: f32(0, 4), b: f32(8, 12) }, new Uint8Array(12)), 'damaged'],
    ['a gap at the start', safetensors({ a: f32(4, 8) }, new Uint8Array(8)), 'damaged'],
    ['bytes left over', safetensors({ a: f32(0, 4) }, new Uint8Array(8)), 'damaged'],
    ['bytes missing', safetensors({ a: f32(0, 8) }, new Uint8Array(4)), 'damaged'],
    ['an end before its begin', safetensors({ a: f32(8, 0, [2]) }, new Uint8Array(8)), 'damaged'],
    ['a shape of another size', safetensors({ a: f32(0, 8, [3]) }, new Uint8Array(8)), 'damaged'],
    ['a product that overflows', safetensors({ a: f32(0, 8, [2 ** 40, 2 ** 40]) }, new Uint8Array(8)), 'damaged'],
    [
      'a length beyond 2⁵³',
      safetensors('{"a":{"dtype":"F32","shape":[18446744073709551614],"data_offsets":[0,8]}}', new Uint8Array(8)),
      'damaged',
    ],
    ['a negative length', safetensors({ a: f32(0, 8, [-1, -2]) }, new Uint8Array(8)), 'damaged'],
    ['text for a shape', safetensors({ a: { ...f32(0, 8), shape: '2' } }, new Uint8Array(8)), 'damaged'],
    ['three offsets', safetensors({ a: { ...f32(0, 8), data_offsets: [0, 8, 8] } }, new Uint8Array(8)), 'damaged'],
    ['metadata that is not text', safetensors({ __metadata__: { a: 1 } }), 'damaged'],
    ['metadata that is a list', safetensors({ __metadata__: [] }), 'damaged'],
    ['a header that is a list', safetensors('[]'), 'damaged'],
    ['a header behind a byte order mark', safetensors('\ufeff{}'), 'damaged'],
    [
      'a dtype of no specification',
      safetensors({ a: { ...f32(0, 8), dtype: 'F32 ' } }, new Uint8Array(8)),
      'unsupported',
    ],
    [
      'a dtype like a member of Object',
      safetensors({ a: { ...f32(0, 8), dtype: 'constructor' } }, new Uint8Array(8)),
      'unsupported',
    ],
    [
      'complex numbers',
      safetensors({ a: { dtype: 'C64', shape: [1], data_offsets: [0, 8] } }, new Uint8Array(8)),
      'unsupported',
    ],
    [
      'floats of 4 bits',
      safetensors({ a: { dtype: 'F4', shape: [4], data_offsets: [0, 2] } }, new Uint8Array(2)),
      'unsupported',
    ],
    [
      'floats of 4 bits that do not fill a byte',
      safetensors({ a: { dtype: 'F4', shape: [3], data_offsets: [0, 2] } }, new Uint8Array(2)),
      'damaged',
    ],
    [
      'another float of 8 bits',
      safetensors({ a: { dtype: 'F8_E8M0', shape: [2], data_offsets: [0, 2] } }, new Uint8Array(2)),
      'unsupported',
    ],
  ];
  it.each(cases)('%s', async (_, bytes, code) => {
    expect((await failure(bytes)).code).toBe(code);
    await expectCheap(bytes);
  });

  it('names of any kind, empty arrays and arrays in any order are read', async () => {
    const text = `{"__proto__":${JSON.stringify(f32(4, 8))},"constructor":${JSON.stringify(f32(0, 4))},"e":${JSON.stringify(f32(4, 4, [0, 3]))}}`;
    const file = await load(safetensors(text, Uint8Array.of(0, 0, 128, 63, 0, 0, 0, 64)));
    expect(file.names.toSorted()).toEqual(['__proto__', 'constructor', 'e']);
    const values = async (name: string) => {
      const array = await file.get(name);
      return array.dtype === 'string' ? null : Array.from(array.float32());
    };
    expect([await values('constructor'), await values('__proto__'), await values('e')]).toEqual([[1], [2], []]);
    expect(Object.hasOwn(Object.prototype, 'dtype')).toBe(false);
    // Which of two arrays of one name is meant cannot be known: the bytes of the other would be left over.
    expect(
      (
        await failure(
          safetensors(`{"a":${JSON.stringify(f32(0, 4))},"a":${JSON.stringify(f32(4, 8))}}`, new Uint8Array(8)),
        )
      ).code,
    ).toBe('damaged');
  });
});

describe('JSON that is made to cost', () => {
  it.each([
    ['long rows and many of none', `[[${'1,'.repeat(1999)}1]${',[]'.repeat(2000)}]`, 'wrong-shape'],
    ['many axes of many', `[${'['.repeat(40)}${'1,'.repeat(1000)}1${']'.repeat(41)}`, 'damaged'],
    ['nesting', '['.repeat(200_000) + ']'.repeat(200_000), 'damaged'],
    ['nesting of objects', `${'{"attention":'.repeat(50_000)}1${'}'.repeat(50_000)}`, ''],
    ['nesting of what looks like arrays', `${'{"shape":[1],"data":'.repeat(50_000)}[1]${'}'.repeat(50_000)}`, ''],
    ['quotes without end', `[NaN, "${'\\"'.repeat(300_000)}`, 'damaged'],
    ['NaN without end', `[${'NaN,'.repeat(100_000)}`, 'damaged'],
    ['a shape that is not the data’s', '{"shape":[1e15,1e15],"data":[1]}', ''],
  ])('%s', async (_, text, code) => {
    await expectCheap(new TextEncoder().encode(text));
    if (code) expect((await failure(text)).code).toBe(code);
  });
});

// What takes quadratic time does not come to its end before the runner's time is over.
it('tokens that are made to cost', () => {
  const length = 200_000;
  const long = [
    '\ufe0f'.repeat(length),
    `❤${'\ufe0f'.repeat(length)}`,
    `x${' '.repeat(length)}x`,
    'Ġ'.repeat(length),
    '\u200d'.repeat(length),
    `<${'<'.repeat(length)}`,
  ];
  expect(displayTokens(long)).toHaveLength(long.length);
  expect(displayTokens(Array.from({ length }, () => 'ä'))).toHaveLength(length);
});

describe('pickles, as pickle.dumps writes a dict of lists', () => {
  const dumps = {
    2: 'gAJ9cQBYCQAAAGF0dGVudGlvbnEBXXECXXEDKEc/uZmZmZmZmkc/yZmZmZmZmmVhcy4=',
    3: 'gAN9cQBYCQAAAGF0dGVudGlvbnEBXXECXXEDKEc/uZmZmZmZmkc/yZmZmZmZmmVhcy4=',
    4: 'gASVKQAAAAAAAAB9lIwJYXR0ZW50aW9ulF2UXZQoRz+5mZmZmZmaRz/JmZmZmZmaZWFzLg==',
    5: 'gAWVKQAAAAAAAAB9lIwJYXR0ZW50aW9ulF2UXZQoRz+5mZmZmZmaRz/JmZmZmZmaZWFzLg==',
  };
  for (const [protocol, base64] of Object.entries(dumps)) {
    it(`of protocol ${protocol} are called so`, async () => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      await expect(load(bytes.buffer)).rejects.toMatchObject({ code: 'pickled' });
    });
  }

  it('are told from safetensors whose header has a length that looks like one', async () => {
    const json = '{"attention":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}'.padEnd(0x0280);
    const bytes = new Uint8Array(8 + json.length + 4);
    new DataView(bytes.buffer).setUint32(0, json.length, true);
    bytes.set(new TextEncoder().encode(json), 8);
    expect((await load(bytes.buffer)).names).toEqual(['attention']);
  });
});
