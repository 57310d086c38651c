import {
  attentionWeights,
  attentionScores,
  type AttentionOptions,
  type Dense,
  dense,
  maskRule,
} from '@attn-elements/core/math';
import type { AttnHeatmap } from '../../src/index.js';
import { change } from './fixture.js';

/** Numbers between −1 and 1 that are the same in every run. */
function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233) * 1.7);
}

/** Two heads of seven tokens, four wide, with parameters of both learned scores. */
export const arrays = {
  queries: { shape: [2, 7, 4], data: numbers(56, 1) },
  keys: { shape: [2, 7, 4], data: numbers(56, 2) },
  score_weight: { shape: [4, 4], data: numbers(16, 3) },
  score_query_weight: { shape: [4, 5], data: numbers(20, 4) },
  score_key_weight: { shape: [4, 5], data: numbers(20, 5) },
  score_vector: { shape: [5], data: numbers(5, 6) },
};

export const { queries, keys } = arrays;

export const denseOf = ({ data, shape }: { data: Float32Array; shape: number[] }): Dense => dense(data, shape);

/** The values of one head as core/math gives them, null where a mask forbids. */
export function expected(head: number, options: AttentionOptions = {}, scores = false): (number | null)[] {
  const made = attentionScores(denseOf(queries), denseOf(keys), options);
  const { values } = scores ? made : attentionWeights(made, options);
  const rule = maskRule(options.mask, { batch: 1, heads: 2, queries: 7, keys: 7 });
  return Array.from(values.subarray(head * 49, head * 49 + 49), (value, i) => {
    const [query, key] = [Math.floor(i / 7), i % 7];
    const isNear = Math.abs(query - key) <= rule.window;
    return (!rule.causal || key <= query) && isNear ? value : null;
  });
}

/** The same of an element. */
export async function shown(element: AttnHeatmap, head = 0): Promise<(number | null)[]> {
  const { data } = await element.weights(0, head);
  return Array.from(data, (value) => (value === -Infinity ? null : value));
}

/** How far values are apart; Infinity where not the same cells are masked. */
export function distance(a: readonly (number | null)[], b: readonly (number | null)[]): number {
  return Math.max(
    ...a.map((value, i) => {
      const other = b[i];
      if (value === null || other === null) return value === other ? 0 : Infinity;
      return Math.abs(value - other);
    }),
  );
}

export function control<T extends HTMLElement>(element: AttnHeatmap, label: string): T {
  const labels = [...element.shadowRoot!.querySelectorAll('.live label')];
  const found = labels.find((one) => one.firstElementChild!.textContent!.trim().startsWith(label));
  if (!found) throw new Error(`no control ${label}`);
  return found.querySelector<T>('select, input')!;
}

/** Chooses as a reader does. */
export async function choose(element: AttnHeatmap, label: string, name: string): Promise<void> {
  const select = control<HTMLSelectElement>(element, label);
  select.value = name;
  if (select.value !== name) throw new Error(`${label} has no ${name}`);
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await change(element, {});
}

/** Moves a slider or a number, and waits for nothing. */
export function move(element: AttnHeatmap, label: string, value: number): void {
  const input = control<HTMLInputElement>(element, label);
  input.value = String(value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
