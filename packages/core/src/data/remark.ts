import type { ErrorDetails } from '../errors.js';

/** Sentences on how a source was read, by code; `{name}` is filled from the details. Codes index the translations of `element/locales`. */
export const englishRemarks = {
  'read-axes': 'axes read as {axes}',
  'read-patches': 'read as {patches}',
  'one-picture': 'picture {picture} of {count}, counted from 0',
  'batch-item': 'item {item} of a batch of {count}, counted from 0',
  'mask-axes': 'mask read as {axes}',
  'mask-turned': 'mask turned: what it marks is hidden',
  'mask-hides-nothing': 'mask hides nothing: it is added to scores, and adds nothing that is low enough',
  'numbered-layers': '{names} read as layers',
  'numbered-heads': '{names} read as heads',
  'joined-steps': '{names} read as layers whose rows were written step by step',
  'stored-cells': '{stored} of {total} {total|one:cell is|other:cells are} stored; the others are neither 0 nor masked',
  'read-edges': 'edges read from key to query, among {nodes} {nodes|one:node|other:nodes}',
  'read-array': '{name} read as the attention',
  'grown-tokens': 'keys of each layer read as the first tokens, queries as the last of these',
  'unread-array': '{name} could not be read and is left out',
  'rolled-out': 'the layers up to the one shown are multiplied, down to the input tokens',
  flow: 'the greatest flow through the layers up to the one shown, down to the input tokens',
  'left-out-rows': '{count} of {total} {total|one:query|other:queries} left out: not a number',
  'unstored-rows':
    '{count} of {total} {total|one:query|other:queries} left out: none of {count|one:its|other:their} cells is stored',
  'stored-mean': 'means are those of the stored cells',
  overview: 'an overview: each cell stands for {queries} × {keys}',
  'overview-max': 'an overview: each cell is the largest of {queries} × {keys}',
  'overview-mean': 'an overview: each cell is the mean of {queries} × {keys}',
  'unused-settings': '{names} not used: this attention is stored, and not computed here',
  'gradient-of': 'gradient of the logit of {token}, the likeliest, by attention',
  'gradient-of-likeliest': 'gradient of the logit of the likeliest prediction, by attention',
  'attention-gradient-of': 'attention × gradient of the logit of {token}, the likeliest',
  'attention-gradient-of-likeliest': 'attention × gradient of the logit of the likeliest prediction',
  'beyond-float32': 'numbers beyond the precision of float32 are rounded',
} as const;

export type RemarkCode = keyof typeof englishRemarks;

/** Supposition or omission of a reader of files, so that a figure can say it: a code and what its sentence is filled with. */
export interface Remark {
  readonly code: RemarkCode;
  readonly details: ErrorDetails;
}

export function remark(code: RemarkCode, details: Remark['details'] = {}): Remark {
  return { code, details };
}
