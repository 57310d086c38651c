import { AttnError } from '@attn-elements/core/errors';

/** Why patches cannot be laid over a picture, by the name of its sentence. */
export const imageFaults = {
  noBoxes: 'regions are boxes of left, top, right and bottom, from 0 to 1',
  noGrid: 'no square of patches: name grid="rows columns", or class-token="1" for one token before them',
  noFit: 'grid, class-token or regions name another number of patches',
} as const;

export type ImageFaultName = keyof typeof imageFaults;

/** An error of patches or regions, that the element says in its reader's language by `fault`. */
export function patchFault(name: string, shape: readonly number[], fault: ImageFaultName): AttnError {
  return new AttnError('wrong-shape', { name, shape: shape.join(', '), what: imageFaults[fault], fault });
}
