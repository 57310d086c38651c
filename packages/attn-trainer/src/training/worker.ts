/** Trusted Types' form of the address that a worker begins with; `lib.dom` does not know them. */
interface AddressPolicy {
  createScriptURL(address: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, policy: AddressPolicy): AddressPolicy;
}

/** Defined by the build of the CDN files alone: they lie as they were built, so that the address of the worker is known. */
declare const ATTN_CDN: true | undefined;

export interface BegunWorker {
  readonly worker: Worker;
  /** Called once it runs, or has failed to. */
  readonly settled: () => void;
}

/**
 * Begins the worker that trains. Throws where the page may not have it; where that is found out later, the worker has an event
 * `error`.
 */
export function beginWorker(): BegunWorker {
  if (typeof ATTN_CDN === 'undefined') {
    // A bundler moves the file, and finds it in this expression alone.
    const worker = new Worker(new URL('./trainer-worker.js', import.meta.url), {
      type: 'module',
      name: 'attn-trainer',
    });
    return { worker, settled() {} };
  }
  const address = import.meta.resolve('./trainer-worker.js');
  const options = { type: 'module', name: 'attn-trainer' } as const;
  if (new URL(address).origin === origin) return { worker: new Worker(trusted(address), options), settled() {} };
  // Of another site, as a CDN: a worker must be of the page's own origin, but may import from where scripts may come from.
  const blob = new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' });
  const here = URL.createObjectURL(blob);
  const settled = () => URL.revokeObjectURL(here);
  try {
    return { worker: new Worker(trusted(here), options), settled };
  } catch (error) {
    settled();
    throw error;
  }
}

/** Policy of this module, one for all pages that have it; null where the page allows none of this name. */
let policy: AddressPolicy | null | undefined;

/** An address of ours, in the form that a page with Trusted Types wants. */
function trusted(address: string): string {
  if (policy === undefined) {
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    try {
      policy = trustedTypes?.createPolicy('attn-trainer', { createScriptURL: (known) => known }) ?? null;
    } catch {
      policy = null;
    }
  }
  return policy?.createScriptURL(address) ?? address;
}
