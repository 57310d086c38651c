import { AttnError } from '../../errors.js';
import { damaged, type ReadContext } from './format.js';
import { parseJson } from './json-text.js';

/** Chromium's strings end here; larger arrays are for the binary formats. */
const longestText = 2 ** 29 - 24;

/** The text of a file. @throws {AttnError} `too-large` */
export function textOf(bytes: Uint8Array, context: ReadContext, decoder = new TextDecoder()): string {
  if (bytes.length > longestText) {
    throw new AttnError('too-large', { what: context.url, bytes: bytes.length, limit: longestText });
  }
  return decoder.decode(bytes);
}

/** What a file of JSON text holds: an object of arrays, a bare nested array, or what BertViz and CircuitsVis write. */
export function readJson(bytes: Uint8Array, context: ReadContext): unknown {
  try {
    return parseJson(textOf(bytes, context, new TextDecoder('utf-8', { fatal: true })));
  } catch (error) {
    throw error instanceof AttnError ? error : damaged(context, 'it is not JSON', error);
  }
}
