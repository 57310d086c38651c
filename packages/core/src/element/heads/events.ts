import type { SourceKind, TensorSource } from '../../data/index.js';
import { firstLayer } from './panels.js';
import type { ErrorDetail } from '../fire-error.js';

/** Detail of `attn-load`: the size of a source. */
export interface LoadDetail {
  readonly layers: number;
  /** Most heads of a layer. */
  readonly heads: number;
  /** Size of the matrices of the first layer that has attention. */
  readonly queries: number;
  readonly keys: number;
  readonly kind: SourceKind;
  readonly tokens: { readonly query: readonly string[] | null; readonly key: readonly string[] | null };
}

/** Detail of `attn-select` and `attn-hover`. Of a whole head the cell is null; of nothing at all, everything. */
export interface CellDetail {
  readonly layer: number | null;
  readonly head: number | string | null;
  readonly query: number | null;
  readonly key: number | null;
  readonly weight: number | null;
  readonly queryToken: string | null;
  readonly keyToken: string | null;
}

export const noCell: CellDetail = {
  layer: null,
  head: null,
  query: null,
  key: null,
  weight: null,
  queryToken: null,
  keyToken: null,
};

/**
 * Detail of `attn-change`: the layer and the head that are asked for, and every other property that readers can change, as its
 * properties say it now.
 */
export interface ChangeDetail {
  readonly layer: number | null;
  readonly head: number | string | null;
  readonly [property: string]: unknown;
}

/** Events of elements that show attention. */
export interface AttentionEvents {
  'attn-change': ChangeDetail;
  'attn-load': LoadDetail;
  'attn-select': CellDetail;
  'attn-hover': CellDetail;
  'attn-error': ErrorDetail;
}

export function fireAttention<Name extends keyof AttentionEvents>(
  host: EventTarget,
  name: Name,
  detail: AttentionEvents[Name],
): void {
  host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

export function loadDetail(source: TensorSource): LoadDetail {
  const [queries, keys] = source.shape(firstLayer(source));
  const heads = Math.max(...Array.from({ length: source.layers }, (_, layer) => source.heads(layer)));
  const tokens = { query: source.queryTokens, key: source.keyTokens };
  return { layers: source.layers, heads, queries, keys, kind: source.kind, tokens };
}
