/** Models without a page: in Node, in a worker, in a program of one's own. */
export * from '@attn-elements/core/model';
