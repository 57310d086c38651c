import { AttnError, reason } from '../../errors.js';
import type { ReadContext } from './format.js';

/** Chromium's strings end here; larger arrays are for the binary formats. */
const longestText = 2 ** 29 - 24;

/** Byte order marks, which stand before what an author says. */
const marks: readonly (readonly [encoding: string, mark: RegExp])[] = [
  ['utf-8', /^\xef\xbb\xbf/],
  ['utf-16le', /^\xff\xfe/],
  ['utf-16be', /^\xfe\xff/],
];

/** UTF-16 without a mark: every second byte of its first signs, which are ASCII in what we read, is 0. */
const unmarked: typeof marks = [
  ['utf-16le', /^(?:[\t\n\r -~]\0){3}/],
  ['utf-16be', /^(?:\0[\t\n\r -~]){3}/],
];

/** The encoding that the first bytes of a text tell, as the characters U+0000 to U+00FF; null where they tell none. */
function encodingOf(start: string, tells: typeof marks): string | null {
  return tells.find(([, mark]) => mark.test(start))?.[0] ?? null;
}

/** The first bytes of a file as ASCII where it is text in UTF-16, else as they are: what tells formats apart. */
export function textStart(start: string): string {
  const encoding = encodingOf(start, marks) ?? encodingOf(start, unmarked);
  return encoding?.startsWith('utf-16') ? start.replace(/^(\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '') : start;
}

/**
 * The text of a file: in the encoding of its byte order mark, else in the one that the author names, else in UTF-16 where every
 * second byte is 0, else in UTF-8. Never with replacement characters.
 * @throws {AttnError} `too-large`, `wrong-encoding`, `bad-option`
 */
export function decodeText(bytes: Uint8Array, context: ReadContext): string {
  if (bytes.length > longestText) {
    throw new AttnError('too-large', { what: context.url, bytes: bytes.length, limit: longestText });
  }
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const encoding = encodingOf(start, marks) ?? context.encoding ?? encodingOf(start, unmarked) ?? 'utf-8';
  return decode(bytes, context, encoding);
}

/** @throws {AttnError} `wrong-encoding` where the bytes are no text in it, `bad-option` where there is no such encoding */
export function decode(bytes: Uint8Array, { url }: ReadContext, encoding: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new AttnError('bad-option', { name: 'encoding', value: encoding, ...reason`there is none of that name` });
  }
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new AttnError('wrong-encoding', { url, encoding: encoding.toUpperCase() }, { cause: error });
  }
}
