import type { PatchOptions } from '../../src/patches.js';

/** Nothing that an author or a file says of the patches. */
export const nothingSaid = {
  grid: null,
  span: null,
  classToken: null,
  registers: null,
  side: null,
  regions: null,
  picture: null,
  segments: { query: null, key: null },
  ratio: null,
} as const satisfies PatchOptions;
