/**
 * How files of core's formats begin, the surest first. Names and media types are not asked: servers get them wrong.
 */
export const magic = {
  npy: /^\x93NUMPY/,
  // A first member, or the end record of an archive without any.
  npz: /^PK(\x03\x04|\x05\x06)/,
  // The length of a header begins with eight bytes of which some are zero, which text never has.
  safetensors: /^(?=[^]{0,7}\0)[^]{6}(\0\0|[^]{2}\{)/,
  // White space and a byte order mark may stand before it. A token in brackets, as of a table, is no list.
  JSON: /^(\xef\xbb\xbf)?\s*(\{|\[(?!\w+\]))/,
  // Text with something between its values, and no page of HTML.
  CSV: /^(\xef\xbb\xbf)?(?!\s*<)(?=[^]*([,;\t]|\d[^\S\n]+[-+.\d]))[^\0-\x08\x0b\x0c\x0e-\x1f\x7f]*$/,
} as const;

/** The first bytes of a file, enough to know it by, as the characters U+0000 to U+00FF. */
export function startOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1024));
}
