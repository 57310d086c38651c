/** Measure along the positions of a sequence that no words name: frames of sound or video, residues. */
export interface AxisMeasure {
  /** As it stands behind the numbers: `s`. */
  readonly unit: string | null;
  /** Value at the first position. */
  readonly start: number;
  /** From one position to the next. */
  readonly step: number;
}

const decimalsOf = (value: number) => String(value).split('.')[1]?.length ?? 0;

/** Labels of so many positions: `0.02 s`, with as many decimals as their step has. */
export function measuredPositions({ unit, start, step }: AxisMeasure, count: number): string[] {
  const decimals = Math.min(20, Math.max(decimalsOf(start), decimalsOf(step)));
  const end = unit ? ` ${unit}` : '';
  return Array.from({ length: count }, (_, at) => `${(start + at * step).toFixed(decimals).replace('-', '−')}${end}`);
}
