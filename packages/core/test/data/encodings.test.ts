import { describe, expect, it } from 'vitest';
import { load, openAttention } from '../../src/data/index.js';
import { npy, zip } from './archive.js';

const source = '{"attention": [[0.25, 0.75]], "key_tokens": ["猫", "café"]}';
const bytesOf = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (one) => one.charCodeAt(0)) : part)),
  );
/** UTF-16, the more significant byte first or last. */
function utf16(text: string, isBig: boolean, mark: boolean): Uint8Array {
  const codes = Array.from((mark ? '\ufeff' : '') + text, (one) => one.charCodeAt(0));
  return Uint8Array.from(codes.flatMap((code) => (isBig ? [code >> 8, code & 255] : [code & 255, code >> 8])));
}
const tokensOf = async (bytes: Uint8Array, encoding?: string) =>
  (await openAttention(await load(bytes.buffer as ArrayBuffer, { encoding }))).keyTokens;
const fails = (promise: Promise<unknown>, code: string, message: RegExp) =>
  expect(promise).rejects.toMatchObject({ code, message: expect.stringMatching(message) });

// What Python's codecs make of 你好, café and 你好.
const gbk = bytesOf('{"attention": [[0.25, 0.75]], "key_tokens": ["', [0xc4, 0xe3, 0xba, 0xc3], '", "b"]}');
const big5 = bytesOf('{"attention": [[0.25, 0.75]], "key_tokens": ["', [0xa7, 0x41, 0xa6, 0x6e], '", "b"]}');
const latin1 = bytesOf('{"attention": [[0.25, 0.75]], "key_tokens": ["caf', [0xe9], '", "b"]}');

describe('text', () => {
  it('is read in UTF-8 and UTF-16, with and without a byte order mark', async () => {
    const utf8 = new TextEncoder().encode(source);
    const found: Uint8Array[] = [utf8, Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8)];
    for (const isBig of [false, true]) for (const mark of [false, true]) found.push(utf16(source, isBig, mark));
    for (const bytes of found) expect(await tokensOf(bytes)).toEqual(['猫', 'café']);
    expect(await tokensOf(utf16('\n [[1, 0]]', false, false))).toBeNull();
  });

  it('of a table is read in UTF-16 whatever it begins with, as spreadsheets save it', async () => {
    const table = '词\t我\t爱\n我\t0.25\t0.75\n爱\t0.5\t0.5\n';
    for (const text of [table, table.replaceAll('\t', ','), `${table}${'爱\t0.5\t0.5\n'.repeat(400)}`])
      for (const isBig of [false, true])
        for (const mark of [false, true]) {
          const source = await openAttention(await load(utf16(text, isBig, mark).buffer as ArrayBuffer));
          expect(source.keyTokens).toEqual(['我', '爱']);
          expect(Array.from((await source.slice(0, 0)).subarray(0, 2))).toEqual([0.25, 0.75]);
        }
  });

  it('is read in the encoding that the author names, unless a mark says otherwise', async () => {
    expect(await tokensOf(gbk, 'gbk')).toEqual(['你好', 'b']);
    expect(await tokensOf(big5, 'big5')).toEqual(['你好', 'b']);
    expect(await tokensOf(latin1, 'latin1')).toEqual(['café', 'b']);
    expect(await tokensOf(utf16(source, false, true), 'latin1')).toEqual(['猫', 'café']);
  });

  it('of another encoding is told, and never read with replacement characters', async () => {
    for (const bytes of [gbk, big5, latin1])
      await fails(tokensOf(bytes), 'wrong-encoding', /no text in UTF-8.*encoding="gbk"/);
    await fails(tokensOf(latin1, 'gb-2000'), 'bad-option', /encoding is gb-2000/);
    const table = bytesOf('caf', [0xe9], ',b\n0.25,0.75\n');
    await fails(tokensOf(table), 'wrong-encoding', /UTF-8/);
    expect(await tokensOf(table, 'latin1')).toEqual(['café', 'b']);
    expect(await tokensOf(utf16('a,猫\n0.25,0.75\n', false, true))).toEqual(['a', '猫']);
  });
});

describe('texts that NumPy keeps as bytes', () => {
  const archive = (width: number, texts: Uint8Array) =>
    zip([
      {
        name: 'attention.npy',
        data: npy(
          "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }",
          new Uint8Array(Float32Array.of(0.25, 0.75).buffer),
        ),
      },
      { name: 'key_tokens.npy', data: npy(`{'descr': '|S${width}', 'fortran_order': False, 'shape': (2,), }`, texts) },
    ]);

  it('are UTF-8, or what the author says', async () => {
    const utf8 = archive(3, Uint8Array.of(0xe7, 0x8c, 0xab, 0x62, 0, 0));
    expect(await tokensOf(utf8)).toEqual(['猫', 'b']);
    const bytes = archive(4, bytesOf('caf', [0xe9], 'b', [0, 0, 0]));
    await fails(tokensOf(bytes), 'wrong-encoding', /UTF-8/);
    expect(await tokensOf(bytes, 'latin1')).toEqual(['café', 'b']);
  });

  it('may end within a character, as a tokenizer’s pieces do', async () => {
    expect(await tokensOf(archive(2, Uint8Array.of(0xe7, 0x8c, 0xab, 0x62)))).toEqual(['<0xE7><0x8C>', '<0xAB><0x62>']);
  });
});

describe('files of other formats', () => {
  it.each([
    ['GGUF', bytesOf('GGUF', [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['HDF5', bytesOf([0x89], 'HDF\r\n', [0x1a, 0x0a, 0, 0, 0, 0, 0, 8, 8, 0])],
    ['Parquet', bytesOf('PAR1', [0x15, 4, 0x15, 0x20])],
    ['Arrow', bytesOf('ARROW1', [0, 0, 0xff, 0xff])],
    // torch.onnx.export: the version of the format, then the name and version of what wrote it.
    ['ONNX', bytesOf([8, 8, 0x12, 7], 'pytorch', [0x1a, 5], '2.1.0:')],
    // The first record of a file of SummaryWriter: 24 bytes, a checksum, an event at a time, which names its version.
    [
      'TensorBoard',
      bytesOf(
        [24, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 9, 0, 0, 0, 0, 0, 0, 0, 0x41, 0x1a, 13],
        'brain.Event:2',
        [5, 6, 7, 8],
      ),
    ],
    ['MATLAB', bytesOf('MATLAB 5.0 MAT-file, Platform: GLNXA64')],
    ['PNG', bytesOf([0x89], 'PNG\r\n', [0x1a, 0x0a])],
    ['PDF', bytesOf('%PDF-1.7\n%', [0xe2, 0xe3])],
  ])('are named: %s', async (format, bytes) => {
    await fails(load(bytes.buffer as ArrayBuffer), 'foreign-format', new RegExp(`a file of ${format}.*np\\.savez`));
  });

  it('are named where they are archives of other programs', async () => {
    for (const [name, format] of [
      ['xl/workbook.xml', 'Excel'],
      ['model.weights.h5', 'Keras'],
    ]) {
      const archive = zip([{ name, data: Uint8Array.of(1) }]);
      await fails(load(archive.buffer as ArrayBuffer), 'foreign-format', new RegExp(format));
    }
  });

  it('are named where they are packed, or pickled', async () => {
    const xz = bytesOf([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]);
    await fails(load(xz.buffer as ArrayBuffer), 'packed-file', /xz/);
    for (const pickle of [bytesOf([0x80, 4, 0x95, 1, 0, 0]), bytesOf('(dp0\nVattention\np1\n.')]) {
      await fails(load(pickle.buffer as ArrayBuffer), 'pickled', /np\.savez/);
    }
  });
});
