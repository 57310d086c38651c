import { AttnError, reason } from '../../errors.js';
import { damaged, type ReadContext } from './format.js';
import { parseJson } from './json-text.js';
import { decodeText } from './text.js';

/** Contents of JSON text: an object of arrays, a bare nested array, or what BertViz and CircuitsVis write; of JSON lines a list of them. */
export function readJson(bytes: Uint8Array, context: ReadContext): unknown {
  try {
    const text = decodeText(bytes, context);
    return linesOf(text) ?? parseJson(text);
  } catch (error) {
    throw error instanceof AttnError ? error : damaged(context, reason`it is not JSON`, error);
  }
}

/** The values of JSON lines, one a line (jsonlines.org); null where a line is none. */
function linesOf(text: string): unknown[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  // Where JSON is written over lines, the first of them is no value.
  if (lines.length < 2 || !/[\]}]\s*$/.test(lines[0])) return null;
  try {
    return lines.map(parseJson);
  } catch {
    return null;
  }
}
