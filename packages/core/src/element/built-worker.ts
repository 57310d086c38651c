import { reason, type Reason } from '../errors.js';

/** Trusted Types' form of the address that a worker begins with; `lib.dom` does not know them. */
interface AddressPolicy {
  createScriptURL(address: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, policy: AddressPolicy): AddressPolicy;
}

export interface BegunWorker {
  readonly worker: Worker;
  /** Called once it runs, or has failed to. */
  readonly settled: () => void;
}

/**
 * Begins a worker of a file that lies as it was built, also of another site, as a CDN.
 * @param name of the worker, and of the policy by which a page with Trusted Types allows it
 */
export function builtWorker(address: string, name: string): BegunWorker {
  const options = { type: 'module', name } as const;
  if (new URL(address).origin === origin) return { worker: new Worker(trusted(address, name), options), settled() {} };
  // A worker must be of the page's own origin, but may import from where scripts may come from.
  const blob = new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' });
  const here = URL.createObjectURL(blob);
  const settled = () => URL.revokeObjectURL(here);
  try {
    return { worker: new Worker(trusted(here, name), options), settled };
  } catch (error) {
    settled();
    throw error;
  }
}

/** Policies of this module by name, one for all pages that have it; null where the page allows none of the name. */
const policies = new Map<string, AddressPolicy | null>();

/** An address of ours, in the form that a page with Trusted Types wants. */
function trusted(address: string, name: string): string {
  if (!policies.has(name)) {
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    try {
      policies.set(name, trustedTypes?.createPolicy(name, { createScriptURL: (known) => known }) ?? null);
    } catch {
      policies.set(name, null);
    }
  }
  return policies.get(name)?.createScriptURL(address) ?? address;
}

/** Time for a worker to start, in milliseconds, before the page does its work: its file has to be fetched. */
const PATIENCE = 30_000;

/** Begins a worker. @returns null where the page may not have it, or it does not start. Rejects with the signal's reason. */
export async function startWorker(begin: () => BegunWorker, signal: AbortSignal): Promise<Worker | null> {
  let begun: BegunWorker;
  try {
    begun = begin();
  } catch {
    return null;
  }
  return (await isReady(begun, signal)) ? begun.worker : null;
}

/** Hears of a worker that fails at something, and why. */
export function onWorkerFailure(
  worker: Worker,
  failed: (why: Reason | { readonly what: string }) => void,
  until: AddEventListenerOptions = {},
): void {
  worker.addEventListener('messageerror', () => failed(reason`a message could not be read`), until);
  const hear = (event: ErrorEvent) => {
    // Told here, and not by the page as an error of its own.
    event.preventDefault();
    failed(event.message ? { what: event.message } : reason`no reason was given`);
  };
  worker.addEventListener('error', hear, until);
}

/** Whether a worker says that it is ready, `{kind: 'ready'}`, before it fails, takes too long, or is not wanted any more. */
async function isReady({ worker, settled }: BegunWorker, signal: AbortSignal): Promise<boolean> {
  const ended = new AbortController();
  const until = { signal: ended.signal };
  let timer: ReturnType<typeof setTimeout>;
  const answer = await new Promise<boolean>((resolve) => {
    const hear = ({ data }: MessageEvent<{ readonly kind: string }>) => resolve(data.kind === 'ready');
    const fail = (event: ErrorEvent) => {
      // Told here, and not by the page as an error of its own.
      event.preventDefault();
      resolve(false);
    };
    worker.addEventListener('message', hear, until);
    worker.addEventListener('error', fail, until);
    signal.addEventListener('abort', () => resolve(false), until);
    timer = setTimeout(() => resolve(false), PATIENCE);
    if (signal.aborted) resolve(false);
  });
  clearTimeout(timer!);
  ended.abort();
  settled();
  if (!answer) worker.terminate();
  signal.throwIfAborted();
  return answer;
}
