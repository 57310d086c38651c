/** Element that renders what was asked for. */
interface Rendering {
  /** Settles with false where a rendering asked for another. */
  readonly updateComplete: Promise<boolean>;
}

/**
 * Settles, and never rejects, once nothing is under way any more, and all of it is on the page: data that have come may need a
 * further part.
 * @param underWay promises that are waited for now: the same ones while nothing new has begun
 */
export async function settle(host: Rendering, underWay: () => readonly Promise<unknown>[]): Promise<void> {
  let awaited: readonly Promise<unknown>[];
  await rendered(host);
  do {
    awaited = underWay();
    await Promise.all(awaited);
    await rendered(host);
  } while (underWay().some((one, i) => one !== awaited[i]));
}

async function rendered(host: Rendering): Promise<void> {
  while (!(await host.updateComplete));
}
