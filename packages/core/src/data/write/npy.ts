/** Array of numbers to be written, row-major. */
export interface WrittenNumbers {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** Array to be written: numbers, or text. */
export type WrittenArray = WrittenNumbers | { readonly shape: readonly number[]; readonly texts: readonly string[] };

/** Bytes that NumPy's header is padded to. */
const ALIGNMENT = 64;

/** Array in NumPy's format, version 1.0 (numpy.lib.format): float32, int32 or unicode, little-endian, in C order. */
export function writeNpy(array: WrittenArray): Uint8Array {
  const { descr, bytes } = 'texts' in array ? writtenTexts(array.texts) : writtenNumbers(array.values);
  const tuple = array.shape.length === 1 ? `(${array.shape[0]},)` : `(${array.shape.join(', ')})`;
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const before = 10;
  const length = Math.ceil((before + header.length + 1) / ALIGNMENT) * ALIGNMENT - before;
  const file = new Uint8Array(before + length + bytes.length);
  file.set([0x93, ...Array.from('NUMPY', (letter) => letter.charCodeAt(0)), 1, 0, length & 255, length >> 8]);
  file.set(new TextEncoder().encode(`${header.padEnd(length - 1)}\n`), before);
  file.set(bytes, before + length);
  return file;
}

const writtenNumbers = (values: Float32Array | Int32Array) => ({
  descr: values instanceof Int32Array ? '<i4' : '<f4',
  bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
});

/** NumPy's unicode: every text as long as the longest, four bytes a character. */
function writtenTexts(texts: readonly string[]) {
  const codes = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const longest = Math.max(1, ...codes.map(({ length }) => length));
  const all = new Uint32Array(texts.length * longest);
  for (const [i, one] of codes.entries()) all.set(one, i * longest);
  return { descr: `<U${longest}`, bytes: new Uint8Array(all.buffer) };
}
