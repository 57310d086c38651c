import type { OpenOptions } from '../../data/index.js';

/** Operations that make attention of the inputs of a file; `none` where it has attention already. */
export const operations = ['none', 'attention-pooling', 'max-pooling', 'attention-layer', 'gating'] as const;
export type Operation = (typeof operations)[number];

/** Options by which an element opens a file. */
export interface SourceOptions extends OpenOptions {
  readonly operation?: Operation;
}
