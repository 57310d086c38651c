import type { AttnError } from '../errors.js';

/** Tells a page of a failure: `attn-error`, with {code, message}. */
export function fireError(host: EventTarget, { code, message }: AttnError): void {
  host.dispatchEvent(new CustomEvent('attn-error', { detail: { code, message }, bubbles: true, composed: true }));
}
