import { jsonStart } from './json-text.js';

/**
 * How files of core's formats begin, the surest first. Names and media types are not asked: servers get them wrong.
 */
export const magic = {
  gzip: /^\x1f\x8b\x08/,
  npy: /^\x93NUMPY/,
  // A first member, or the end record of an archive without any.
  npz: /^PK(\x03\x04|\x05\x06)/,
  // The length of a header begins with eight bytes of which some are zero, which text never has.
  safetensors: /^(?=[^]{0,7}\0)[^]{6}(\0\0|[^]{2}\{)/,
  JSON: jsonStart,
  // Text with something between its values, and no page of HTML.
  CSV: /^(\xef\xbb\xbf)?(?!\s*<)(?=[^]*([,;\t]|\d[^\S\n]+[-+.\d]))[^\0-\x08\x0b\x0c\x0e-\x1f\x7f]*$/,
} as const;
