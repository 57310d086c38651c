import { englishMessage, sentenceOf } from '../errors.js';
import { onceSayable } from './english.js';
import type { Failure } from './failure.js';

/** Detail of `attn-error`. */
export type ErrorDetail = Pick<Failure, 'code' | 'message'>;

/** Tells a page of a failure: `attn-error`, with {code, message}; of one whose sentence is on its way, when it has come. */
export function fireError(host: EventTarget, failure: Failure): void {
  onceSayable(failure, () => {
    const { code, details } = failure;
    // What came from a worker has none of the sentences there.
    const message = sentenceOf(code) === undefined ? failure.message : englishMessage(code, details);
    const detail: ErrorDetail = { code, message };
    host.dispatchEvent(new CustomEvent('attn-error', { detail, bubbles: true, composed: true }));
  });
}
