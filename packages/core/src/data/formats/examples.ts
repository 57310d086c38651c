import { lazy } from '../../lazy.js';
import type { FileContents } from '../tensor-file.js';
import type { ReadContext } from './format.js';
import { isObject } from './json-text.js';
import { readValue } from './value.js';

/**
 * Examples, each with arrays and tokens of its own: a list of objects, as JSON lines give one and LIT saves them, and what inseq saves.
 * null for everything else.
 */
export async function readExamples(value: unknown, context: ReadContext): Promise<FileContents | null> {
  const list = await listOf(value, context);
  if (!list) return null;
  const examples = list.map((item) => readValue(item, context));
  return { ...examples[0], examples };
}

async function listOf(value: unknown, context: ReadContext): Promise<readonly unknown[] | null> {
  if (isObject(value) && Array.isArray(value.sequence_attributions)) {
    const { fromInseq } = await lazy(() => import('./inseq.js'));
    return fromInseq(value.sequence_attributions, context);
  }
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return null;
  // Views of BertViz are one example.
  const isView = (item: object) => Object.hasOwn(item, 'attn');
  const isArray = (item: object) => 'shape' in item;
  if (value.some(isView) || value.every(isArray)) return null;
  return value.map(dataOf);
}

/** LIT keeps what belongs to an example apart from its id. */
function dataOf(item: Record<string, unknown>): unknown {
  return isObject(item.data) && !Object.hasOwn(item, 'attention') ? item.data : item;
}
