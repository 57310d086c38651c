import type { Structure } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** Deviations from chance beyond which an order is believed. */
const BELIEVED = 3;

/** Whether a table's order means something, in a sentence with its figures; and how many rows have none. */
export function structureNotes({ neighbours }: Structure, { say, number }: PlotWords, total: number): string[] {
  const { mean, expected, deviation, score, leftOut } = neighbours;
  const left = leftOut > 0 ? [say('rowsLeftOut', { count: leftOut, total })] : [];
  if (Number.isNaN(score)) return left;
  const note = say(score > BELIEVED ? 'structured' : 'unstructured', {
    mean: number(round(mean)),
    expected: number(round(expected)),
    deviation: number(round(deviation)),
  });
  return [note, ...left];
}

const round = (value: number) => Math.round(value * 1000) / 1000 + 0;
