import { AttnError } from './errors.js';

/** Failure of a module to load. */
interface Failure {
  /** Address by which it is asked for again. */
  readonly again: string;
  /** The last attempt of all that was begun by then: what was under way with it is no second one. */
  readonly attempt: number;
}

/** Failures by the address of the module. */
const failed = new Map<string, Failure>();

let attempts = 0;

/**
 * Lazy part of core or of an element, loaded where it is first needed: `lazy(() => import('./<name>.js'))`. Bundlers make a chunk of
 * the module. A part that failed is asked for again at the next need, by another address: a browser remembers by its address
 * that an import has failed, and does not ask the network again.
 * @throws {AttnError} `not-loaded`
 */
export async function lazy<Part>(load: () => Promise<Part>): Promise<Part> {
  const attempt = ++attempts;
  try {
    return await load().catch((error: Error) => loadAgain<Part>(error, attempt));
  } catch (error) {
    // Of a part that is made of several, one of them has said it.
    if (error instanceof AttnError) throw error;
    throw new AttnError('not-loaded', { what: (error as Error).message }, { cause: error });
  }
}

/** Imports what had failed before the attempt. What fails for the first time, or names no address, stays a failure. */
async function loadAgain<Part>(error: Error, attempt: number): Promise<Part> {
  const address = error instanceof AttnError ? undefined : addressIn(error);
  if (!address) throw error;
  const failure = failed.get(address);
  failed.set(address, { again: `${address}?again=${attempts}`, attempt: attempts });
  if (!failure || failure.attempt >= attempt) throw error;
  const part: Part = await import(/* @vite-ignore */ /* webpackIgnore: true */ failure.again);
  failed.set(address, failure);
  return part;
}

/** Address of the module that could not be fetched: Chromium and Firefox end their messages with it. WebKit forgets failures. */
const addressIn = ({ message }: Error) => /https?:\/\/\S+$/.exec(message)?.[0];
