import { type BegunWorker, builtWorker } from '@attn-elements/core/element';

/** Defined by the build of the CDN files alone: they lie as they were built, so that the address of the worker is known. */
declare const ATTN_CDN: true | undefined;

/** Begins the worker that runs models. Throws where the page may not have it; where that is found out later, it has an event `error`. */
export function beginWorker(): BegunWorker {
  if (typeof ATTN_CDN !== 'undefined') return builtWorker(import.meta.resolve('./model-worker.js'), 'attn-model');
  // A bundler moves the file, and finds it in this expression alone.
  const worker = new Worker(new URL('./model-worker.js', import.meta.url), { type: 'module', name: 'attn-model' });
  return { worker, settled() {} };
}
