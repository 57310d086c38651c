import type { ErrorDetail } from '@attn-elements/core/element';
import type { PlotView } from './view-model.js';
import type { Kind, PlotSettings, ViewName } from './settings.js';

/** Detail of `attn-load`: the encodings that are shown. */
export interface PlotLoadDetail {
  readonly kinds: readonly Kind[];
  readonly view: ViewName;
  /** Positions and width of the first encoding. */
  readonly positions: number;
  readonly dModel: number;
}

/** Detail of `attn-select` and `attn-hover`: a value, its row and column, and their names; of nothing at all, nulls. */
export interface ValueDetail {
  readonly kind: Kind | null;
  readonly row: number | null;
  readonly column: number | null;
  readonly rowName: string | null;
  readonly columnName: string | null;
  readonly value: number | null;
}

/** A value, as `select` takes it: −1 is the last row or column. */
export interface SelectedValue {
  /** Kind of the encoding, of several the first of that kind; by default the one that the keyboard is in. */
  readonly kind?: Kind | null;
  readonly row: number;
  readonly column: number;
}

export const noValue: ValueDetail = {
  kind: null,
  row: null,
  column: null,
  rowName: null,
  columnName: null,
  value: null,
};

/** Detail of `attn-change`: everything that readers can change. */
export interface PlotChangeDetail extends PlotSettings {
  readonly kind: Kind;
  readonly view: ViewName | null;
  readonly position: number;
  readonly distance: number;
}

export interface PlotEvents {
  'attn-load': PlotLoadDetail;
  'attn-select': ValueDetail;
  'attn-hover': ValueDetail;
  'attn-change': PlotChangeDetail;
  'attn-error': ErrorDetail;
}

export function fire<Name extends keyof PlotEvents>(host: EventTarget, name: Name, detail: PlotEvents[Name]): void {
  host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

export function plotLoadDetail({ subject: { encodings }, name }: PlotView): PlotLoadDetail {
  const [{ length: positions, width: dModel }] = encodings;
  return { kinds: encodings.map(({ kind }) => kind), view: name, positions, dModel };
}
