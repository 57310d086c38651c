/**
 * Positions as bands, in the shape that d3-axis asks of a scale. Its domain is positions, not tokens, so that a token
 * that comes twice keeps two places.
 */
export interface BandScale {
  (position: number): number;
  domain(): number[];
  range(): number[];
  bandwidth(): number;
  round(): boolean;
  copy(): BandScale;
}

/** `count` bands from `start` over `length` pixels. */
export function bandScale(count: number, start: number, length: number): BandScale {
  const band = length / count;
  const scale = (position: number) => start + position * band;
  return Object.assign(scale, {
    domain: () => [0, count - 1],
    range: () => [start, start + length],
    bandwidth: () => band,
    round: () => false,
    copy: () => bandScale(count, start, length),
  });
}
