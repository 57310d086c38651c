/**
 * How files of each format begin, the surest signs first. Names and media types are not asked: servers get them wrong.
 */
const signs = {
  npy: /^\x93NUMPY/,
  // A first member, or the end record of an archive without any.
  npz: /^PK(\x03\x04|\x05\x06)/,
  // The length of a header begins with eight bytes of which some are zero, which text never has.
  safetensors: /^(?=[^]{0,7}\0)[^]{6}(\0\0|[^]{2}\{)/,
  // White space and a byte order mark may stand before it.
  json: /^(\xef\xbb\xbf)?\s*[[{]/,
};

export type FormatName = keyof typeof signs;

/** The first bytes of a file, enough to know it by, as the characters U+0000 to U+00FF. */
export function startOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1024));
}

/** The format of a file that begins so; undefined where it is none that is read. */
export function formatOf(start: string): FormatName | undefined {
  return (Object.keys(signs) as FormatName[]).find((name) => signs[name].test(start));
}
