import type { Structure } from '../kinds/encoding.js';
import type { PlotWords } from './words.js';

/** Deviations from chance beyond which an order is believed. */
const BELIEVED = 3;

/** Whether a table's order means something, in a sentence with its figures. */
export function structureNote({ neighbours }: Structure, { say, number }: PlotWords): string {
  const { mean, expected, deviation, score } = neighbours;
  return say(score > BELIEVED ? 'structured' : 'unstructured', {
    mean: number(round(mean)),
    expected: number(round(expected)),
    deviation: number(round(deviation)),
  });
}

const round = (value: number) => Math.round(value * 1000) / 1000 + 0;
