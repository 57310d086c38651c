import type { TensorFile } from '@attn-elements/core/data';
import { AttnError } from '@attn-elements/core/errors';
import { imageFaults } from './faults.js';

export const segmentKinds = ['class', 'register', 'text', 'image'] as const;
export type SegmentKind = (typeof segmentKinds)[number];

/** Tokens of one kind that stand beside one another in a sequence: a class token, registers, words, the patches of a picture. */
export interface Segment {
  readonly kind: SegmentKind;
  /** Position of the first, from 0. */
  readonly start: number;
  /** Number of tokens. */
  readonly length: number;
  /** Of the patches of a picture; a square, or as the picture's ratio has it, where they are absent. */
  readonly rows?: number;
  readonly columns?: number;
}

/** Segments in their order; undefined where the value is no list of them, or two of them overlap. */
export function checkSegments(value: unknown): readonly Segment[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isSegment)) return undefined;
  const sorted = value.toSorted((a, b) => a.start - b.start);
  return sorted.every(({ start }, at) => at === 0 || start >= endOf(sorted[at - 1])) ? sorted : undefined;
}

/** The position behind the last of a segment. */
export const endOf = ({ start, length }: Pick<Segment, 'start' | 'length'>): number => start + length;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

function isSegment(value: unknown): value is Segment {
  const { kind, start, length, rows, columns } = Object(value) as Partial<Segment>;
  const hasPlace = segmentKinds.some((one) => one === kind) && (start === 0 || isCount(start)) && isCount(length);
  const hasGrid = rows !== undefined || columns !== undefined;
  return hasPlace && (!hasGrid || (isCount(rows) && isCount(columns) && rows * columns === length));
}

const name = 'segments';

/**
 * The segments that a file names: a list in JSON, or its text in the metadata of safetensors or in an array of an archive; null where it names none.
 * @throws {AttnError} rejects with `bad-option` where they are none
 */
export function readSegments(file: TensorFile): Promise<readonly Segment[]> | null {
  return file.metadata.has(name) || file.has(name) ? readText(file) : null;
}

async function readText(file: TensorFile): Promise<readonly Segment[]> {
  let text = file.metadata.get(name) ?? '';
  if (file.has(name)) {
    const array = await file.get(name);
    text = array.dtype === 'string' ? array.values.join('') : `[${array.shape.join(', ')}]`;
  }
  const found = checkSegments(parsed(text));
  if (found) return found;
  const fault = 'noSegments';
  const value = text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
  throw new AttnError('bad-option', { name, value, what: imageFaults[fault], fault });
}

/** Characters of what is wrong that its sentence quotes. */
const MOST_QUOTED = 120;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
