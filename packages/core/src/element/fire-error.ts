import type { Failure } from './failure.js';

/** Tells a page of a failure: `attn-error`, with {code, message}. */
export function fireError(host: EventTarget, { code, message }: Pick<Failure, 'code' | 'message'>): void {
  host.dispatchEvent(new CustomEvent('attn-error', { detail: { code, message }, bubbles: true, composed: true }));
}
