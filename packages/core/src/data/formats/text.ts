import { AttnError, reason } from '../../errors.js';
import { startOf } from '../bytes.js';
import type { ReadContext } from './format.js';

/** Chromium's strings end here; larger arrays are for the binary formats. */
const longestText = 2 ** 29 - 24;

/** Byte order marks, which stand before what an author says. */
const marks: readonly (readonly [encoding: string, mark: RegExp])[] = [
  ['utf-8', /^\xef\xbb\xbf/],
  ['utf-16le', /^\xff\xfe/],
  ['utf-16be', /^\xfe\xff/],
];

/** Characters that no text has. */
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/;

const bytesOf = (start: string) => Uint8Array.from(start, (character) => character.charCodeAt(0));

/** The encoding that the mark of a text tells, by its first bytes as the characters U+0000 to U+00FF; null where it has none. */
const markedEncoding = (start: string): string | null => marks.find(([, mark]) => mark.test(start))?.[0] ?? null;

/**
 * UTF-16 without a mark; null where it is none. Text in UTF-8 has no byte of 0, and in UTF-16 those of ASCII, which stands between values, are
 * all in one place of a pair. Whatever else has such bytes soon has a sign that no text has.
 */
function unmarkedEncoding(start: string): string | null {
  if (!start.includes('\0')) return null;
  const isEven = (at: number) => at % 2 === 0;
  const zeros = Array.from(start, (character, at) => (character === '\0' ? at : -1)).filter((at) => at >= 0);
  const encoding = zeros.every(isEven) ? 'utf-16be' : zeros.some(isEven) ? null : 'utf-16le';
  return encoding && !controls.test(decodedStart(start, encoding)) ? encoding : null;
}

/** Text of first bytes, of which the last character may be cut. */
const decodedStart = (start: string, encoding: string): string =>
  new TextDecoder(encoding).decode(bytesOf(start), { stream: true });

/** The first bytes of a file as characters where it is text in UTF-16, else as they are: what tells formats apart. */
export function textStart(start: string): string {
  const encoding = markedEncoding(start) ?? unmarkedEncoding(start);
  return encoding?.startsWith('utf-16') ? decodedStart(start, encoding) : start;
}

/**
 * The text of a file: in the encoding of its byte order mark, else in the one that the author names, else in UTF-16 where the bytes of
 * 0 say so, else in UTF-8. Never with replacement characters.
 * @throws {AttnError} `too-large`, `wrong-encoding`, `bad-option`
 */
export function decodeText(bytes: Uint8Array, context: ReadContext): string {
  if (bytes.length > longestText) {
    throw new AttnError('too-large', { what: context.url, bytes: bytes.length, limit: longestText });
  }
  const start = startOf(bytes);
  const encoding = markedEncoding(start) ?? context.encoding ?? unmarkedEncoding(start) ?? 'utf-8';
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
