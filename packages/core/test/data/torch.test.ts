import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../src/data/formats/zip.js';
import { load, openAttention } from '../../src/data/index.js';
import { AttnError } from '../../src/errors.js';
import { zip } from './archive.js';

interface TorchFile {
  readonly name: string;
  readonly base64: string;
  readonly arrays: Readonly<Record<string, { readonly shape: number[]; readonly values: number[] }>> | null;
}

const files: TorchFile[] = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/torch-files.json'), 'utf8'));
const bytesOf = (wanted: string) =>
  Uint8Array.from(atob(files.find(({ name }) => name === wanted)!.base64), (sign) => sign.charCodeAt(0));
const context = { url: 'data', limit: 2 ** 30 };
const pickleOf = async (name: string) => {
  const members = readArchive(bytesOf(name), context);
  return members.get('archive/data.pkl')!();
};

/** An archive as PyTorch writes it, with any pickle. */
const archive = (pickle: ArrayLike<number>, storage = new Uint8Array(16)) =>
  zip([
    { name: 'archive/data.pkl', data: Uint8Array.from(pickle) },
    { name: 'archive/data/0', data: storage },
  ]).buffer as ArrayBuffer;

const codes = (text: string) => Array.from(text, (sign) => sign.charCodeAt(0));
const fails = (promise: Promise<unknown>, code: string, message: RegExp) =>
  expect(promise).rejects.toMatchObject({ code, message: expect.stringMatching(message) });

describe('what torch.save writes', () => {
  it.each(files.filter(({ arrays }) => arrays))('is read as PyTorch reads it: $name', async ({ name, arrays }) => {
    const file = await load(bytesOf(name).buffer);
    for (const [array, { shape, values }] of Object.entries(arrays!)) {
      const read = await file.get(array);
      expect(read.shape, array).toEqual(shape);
      expect(read.dtype === 'string' ? null : Array.from(read.float64()), array).toEqual(values);
    }
  });

  it('is attention with its tokens, also of a model that writes', async () => {
    const source = await openAttention(await load(bytesOf('dict').buffer));
    expect([source.layers, source.heads(1), source.keyTokens, source.description]).toEqual([
      2,
      2,
      ['a', 'b', 'c'],
      'three words',
    ]);
    const written = await openAttention(await load(bytesOf('steps').buffer));
    expect([written.layers, written.shape(1)]).toEqual([2, [4, 4]]);
  });

  it('is never executed: calls and classes are refused by their names', async () => {
    await fails(load(bytesOf('call').buffer), 'python-object', /posix\.getcwd/);
    await fails(load(bytesOf('module').buffer), 'python-object', /Linear/);
    // GLOBAL builtins eval, a text, TUPLE1, REDUCE.
    const evil = [0x80, 2, ...codes('cbuiltins\neval\nX'), 1, 0, 0, 0, ...codes('1'), 0x85, ...codes('R.')];
    await fails(load(archive(evil)), 'python-object', /builtins\.eval/);
    // The same by INST, OBJ, NEWOBJ_EX and EXT1, and the attributes of a class.
    for (const code of ['i', 'o', '\x92', '\x82']) {
      const other = [0x80, 2, ...codes('('), ...codes('cos\nsystem\n'), ...codes(code), ...codes('.')];
      await fails(load(archive(other)), 'unsupported', /instruction of Python’s pickle, 0x/);
    }
  });

  it('is bounded before memory is taken', async () => {
    const pickle = await pickleOf('ordered');
    const text = Array.from(pickle, (code) => String.fromCharCode(code)).join('');
    // Its lengths 2, 1, 2, 3, 3 as BININT1: of them 255⁵ numbers over 36.
    const shape = codes('(K\x02K\x01K\x02K\x03K\x03t');
    const at = text.indexOf(String.fromCharCode(...shape));
    expect(at).toBeGreaterThan(0);
    const huge = Uint8Array.from(pickle);
    for (let axis = 0; axis < 5; axis++) huge[at + 2 + 2 * axis] = 255;
    await fails(load(archive(huge)), 'too-large', /bytes/);
    // A list of itself.
    await fails(load(archive([0x80, 2, ...codes(']q\0h\0a.')])), 'damaged', /nested too deeply/);
    // Thirty lists, each of the one before twice, are 2³⁰ values.
    const doubled = Array.from({ length: 30 }, () => [...codes('q\0'), ...codes(']('), ...codes('h\0h\0e')]).flat();
    await fails(
      load(archive([0x80, 2, ...codes(']N'), ...codes('a'), ...doubled, ...codes('.')])),
      'damaged',
      /nested/,
    );
  });

  it('fails, where it fails, with an error of ours, whatever its bytes', async () => {
    const pickle = await pickleOf('dict');
    const change = fc.tuple(fc.nat(pickle.length - 1), fc.nat(255));
    const torn = fc
      .tuple(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(pickle.length))
      .map(([changes, end]) => {
        const bytes = Uint8Array.from(pickle);
        for (const [at, value] of changes) bytes[at] = value;
        return bytes.subarray(0, Math.max(2, end));
      });
    const random = fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.of(0x80, 2, ...bytes));
    await fc.assert(
      fc.asyncProperty(fc.oneof(torn, random), async (bytes) => {
        const opened = load(archive(bytes)).then((file) => Promise.all(file.names.map((name) => file.get(name))));
        const error = await opened.then(
          () => null,
          (thrown: unknown) => thrown,
        );
        if (error) expect(error).toBeInstanceOf(AttnError);
        if (error) expect((error as AttnError).code).not.toBe('unexpected');
      }),
      { numRuns: 400 },
    );
  });
});
