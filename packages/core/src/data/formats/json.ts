import { AttnError, reason } from '../../errors.js';
import { damaged, type ReadContext } from './format.js';
import { parseJson } from './json-text.js';
import { decodeText } from './text.js';

/** Contents of JSON text: an object of arrays, a bare nested array, or what BertViz and CircuitsVis write. */
export function readJson(bytes: Uint8Array, context: ReadContext): unknown {
  try {
    return parseJson(decodeText(bytes, context));
  } catch (error) {
    throw error instanceof AttnError ? error : damaged(context, reason`it is not JSON`, error);
  }
}
