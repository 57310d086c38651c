import { AttnError } from '../../errors.js';
import { damaged, type ReadContext } from './format.js';
import { parseJson } from './json-text.js';

/** Chromium's strings end here; larger arrays are for the binary formats. */
const longestText = 2 ** 29 - 24;

/** What a file of JSON text holds: an object of arrays, a bare nested array, or what BertViz and CircuitsVis write. */
export function readJson(bytes: Uint8Array, context: ReadContext): unknown {
  if (bytes.length > longestText) {
    throw new AttnError('too-large', { what: context.url, bytes: bytes.length, limit: longestText });
  }
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw damaged(context, 'it is not JSON', error);
  }
}
