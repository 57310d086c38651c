import type { EventHistogram } from '../files/event-file.js';

/** Outline of a histogram, in a box of 100 × 100: as high as values lie close, whatever the width of their bucket. */
export function histogramPath({ limits, counts }: EventHistogram): string {
  const [low, high] = [limits[0], limits[limits.length - 1]];
  // A single value is a bar as wide as the box.
  if (!(high > low)) return 'M0,100V0H100V100Z';
  const width = (i: number) => limits[i + 1] - limits[i];
  const density = counts.map((count, i) => (width(i) > 0 ? count / width(i) : 0));
  const most = Math.max(...density) || 1;
  const x = (value: number) => ((100 * (value - low)) / (high - low)).toFixed(2);
  const steps = density.map((one, i) => `V${(100 - (100 * one) / most).toFixed(2)}H${x(limits[i + 1])}`);
  return `M0,100${steps.join('')}V100Z`;
}
