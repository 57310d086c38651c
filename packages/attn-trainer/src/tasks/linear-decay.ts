/** Share of the learning rate that a step is taken with: it falls evenly over so many steps, down to a floor. */
export interface LinearDecay {
  (step: number): number;
  readonly steps: number;
  readonly floor: number;
}

/** The share 1 − step / steps, and the floor where that is less. */
export const linearDecay = (steps: number, floor: number): LinearDecay =>
  Object.assign((step: number) => Math.max(floor, 1 - step / steps), { steps, floor });
