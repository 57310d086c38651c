import { lazy } from '@attn-elements/core/element';
import type { RecordedRun } from './recorded-run.js';

/** Records of runs, by the task: each is fetched where it is to be seen. */
export const recordedRuns: Readonly<Record<string, () => Promise<{ run: RecordedRun }>>> = {
  copy: () => lazy(() => import('./runs/recorded-copy.js')),
  digits: () => lazy(() => import('./runs/recorded-digits.js')),
  hierarchy: () => lazy(() => import('./runs/recorded-hierarchy.js')),
  induction: () => lazy(() => import('./runs/recorded-induction.js')),
  reconstruct: () => lazy(() => import('./runs/recorded-reconstruct.js')),
  reverse: () => lazy(() => import('./runs/recorded-reverse.js')),
  sort: () => lazy(() => import('./runs/recorded-sort.js')),
  translate: () => lazy(() => import('./runs/recorded-translate.js')),
};
