import { AttnError, type ErrorDetails, fillSentence } from '@attn-elements/core/errors';

/** Why patches cannot be laid over a picture, by the name of its sentence. */
export const imageFaults = {
  noBoxes: 'regions are boxes of left, top, right and bottom, from 0 to 1',
  noQueryBoxes: 'query-boxes are a box of left, top, right and bottom, from 0 to 1, or null, for each query',
  noGrid:
    'no grid of patches has so many tokens: name grid="rows columns", and class-token="1" or span="start length" for tokens beside them',
  manyGrids: 'several grids fit ({grids}): name grid="rows columns", or class-token="0" or "1"',
  noPrefix:
    '{count} tokens stand beside {patches} patches: name how many of them come first as class-token and registers, or span="start length"',
  noFit: 'grid, span, class-token, registers or regions name another number of patches',
  noPicture: 'picture names none of the {count} in this sequence, which are counted from 0',
} as const;

export type ImageFaultName = keyof typeof imageFaults;

/** Reason that no patches are found. */
export interface PatchProblem {
  readonly fault: ImageFaultName;
  readonly details?: ErrorDetails;
}

/** An error of patches or regions, that the element says in its reader's language by `fault`. */
export function patchFault(
  name: string,
  shape: readonly number[],
  fault: ImageFaultName,
  details: ErrorDetails = {},
): AttnError {
  const what = fillSentence(imageFaults[fault], details);
  return new AttnError('wrong-shape', { ...details, name, shape: shape.join(', '), what, fault });
}
