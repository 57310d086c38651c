import { AttnError } from '../../errors.js';

/** Files of other formats by their first bytes, as the characters U+0000 to U+00FF. */
const foreign: Readonly<Record<string, RegExp>> = {
  GGUF: /^GGUF/,
  HDF5: /^\x89HDF\r\n\x1a\n/,
  MATLAB: /^MATLAB [57]\.\d/,
  NetCDF: /^CDF[\x01\x02\x05]/,
  Parquet: /^PAR1/,
  Arrow: /^(ARROW1|FEA1)/,
  TFLite: /^[^]{4}TFL3/,
  SQLite: /^SQLite format 3\0/,
  // A record of TensorFlow: its length, a checksum, the first event, which names its version.
  TensorBoard: /^[^]{12,40}brain\.Event:\d/,
  // A message whose first fields are the version of its format and the name of what wrote it.
  ONNX: /^\x08[\x01-\x1f][\x12\x1a\x22\x3a\x42]/,
  PNG: /^\x89PNG/,
  JPEG: /^\xff\xd8\xff/,
  GIF: /^GIF8/,
  WebP: /^RIFF[^]{4}WEBP/,
  PDF: /^%PDF-/,
};

/** Archives and compressions, by their first bytes. */
const packed: typeof foreign = {
  bzip2: /^BZh\d/,
  xz: /^\xfd7zXZ\0/,
  Zstandard: /^\x28\xb5\x2f\xfd/,
  '7z': /^7z\xbc\xaf\x27\x1c/,
  RAR: /^Rar!\x1a\x07/,
  tar: /^[^]{257}ustar/,
};

/** Python's pickle of protocol 0, which is text. */
const textPickle = /^(\(?[dl]p\d+\n|c[\w.]+\n\w+\n)/;

/** Error that names the format of a file that is none of ours; null where nothing tells. */
export function foreignFormat(start: string, url: string): AttnError | null {
  const named = (formats: typeof foreign) => Object.keys(formats).find((name) => formats[name].test(start));
  const [format, packer] = [named(foreign), named(packed)];
  if (format) return new AttnError('foreign-format', { url, format });
  if (packer) return new AttnError('packed-file', { url, format: packer });
  return textPickle.test(start) ? new AttnError('pickled', { url }) : null;
}
