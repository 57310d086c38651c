import type { Failure } from './failure.js';

/** Detail of `attn-error`. */
export type ErrorDetail = Pick<Failure, 'code' | 'message'>;

/** Tells a page of a failure: `attn-error`, with {code, message}. */
export function fireError(host: EventTarget, { code, message }: ErrorDetail): void {
  const detail: ErrorDetail = { code, message };
  host.dispatchEvent(new CustomEvent('attn-error', { detail, bubbles: true, composed: true }));
}
