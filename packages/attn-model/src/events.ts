import type { ErrorDetail, LoadDetail } from '@attn-elements/core/element';
import type { Properties } from './properties.js';
import type { PredictedPlace, RunFacts } from './running/protocol.js';

/** Detail of `attn-run`. */
export interface RunDetail {
  /** Tokens of the text, as the vocabulary writes them. */
  readonly tokens: readonly string[];
  /** The likeliest tokens, a list for each place that is asked for. */
  readonly predictions: readonly PredictedPlace[];
}

/** Detail of `attn-change`: all that a reader can change. */
export type ModelChangeDetail = Pick<Properties, 'text' | 'decoderText' | 'temperature' | 'ablate' | 'mask'>;

export interface ModelEvents {
  'attn-load': LoadDetail;
  'attn-run': RunDetail;
  'attn-change': ModelChangeDetail;
  'attn-error': ErrorDetail;
}

/** Tells the page what a model has read, and what it predicts. */
export function fireRun(host: EventTarget, { tokens, places }: RunFacts): void {
  const detail: RunDetail = { tokens, predictions: places };
  host.dispatchEvent(new CustomEvent('attn-run', { detail, bubbles: true, composed: true }));
}
