import { type Reason, reason } from '../errors.js';

/** Time for a second look at a server, in milliseconds. */
const LOOK = 5000;

/** Addresses of one's own machine, which pages of https may read by http. */
const ownMachine = /^(?:localhost|127\.[\d.]+|\[::1\])$/;

/**
 * Reason why a fetch has failed. A browser tells scripts of none: it is found by what else it allows.
 * @param isBegun whether some of the file had come
 */
export async function fetchFault(url: URL, isBegun: boolean): Promise<Reason> {
  if (isBegun) return reason`the connection broke off before all of it had come`;
  const page = globalThis.location as Pick<URL, 'protocol' | 'origin'> | undefined;
  if (page?.protocol === 'https:' && url.protocol === 'http:' && !ownMachine.test(url.hostname))
    return reason`a page of https may read nothing of http`;
  const { isThere, isForbidden } = await look(url);
  if (isForbidden) return reason`the page’s own policy does not allow it (Content-Security-Policy, connect-src)`;
  if (isThere && url.origin !== page?.origin)
    return reason`its site does not allow pages of other sites to read it (CORS). Host the file beside the page, or let its server send Access-Control-Allow-Origin`;
  return reason`its server did not answer`;
}

/** Whether a server answers who may not read the answer, and whether the page's policy lets nobody ask. */
async function look(url: URL): Promise<{ isThere: boolean; isForbidden: boolean }> {
  let isForbidden = false;
  const violated = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    if (url.href.startsWith(blockedURI)) isForbidden = true;
  };
  const page = globalThis as Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>;
  const listen = violated as unknown as EventListener;
  page.addEventListener?.('securitypolicyviolation', listen);
  try {
    const response = await fetch(url, { mode: 'no-cors', cache: 'no-store', signal: AbortSignal.timeout(LOOK) });
    response.body?.cancel().catch(() => {});
    return { isThere: true, isForbidden };
  } catch {
    // The event of a violation comes with the next task.
    await new Promise((next) => setTimeout(next));
    return { isThere: false, isForbidden };
  } finally {
    page.removeEventListener?.('securitypolicyviolation', listen);
  }
}
