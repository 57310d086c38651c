import type { Settings } from './tasks/task.js';

/** The name of a run in the address of a page: its element's id. */
const keyOf = (host: HTMLElement): string => host.id || host.localName;

/** The address of this page with a run in it: its task, its settings, its seed. */
export function linkTo(host: HTMLElement, task: string, settings: Readonly<Partial<Settings>>): string {
  const named = Object.entries({ task, ...settings }).map(([name, value]) => [name, String(value)]);
  const url = new URL(location.href);
  url.hash = `${keyOf(host)}?${new URLSearchParams(named)}`;
  return url.href;
}

/** What the page's address says of the run of an element; null where it says nothing. */
export function linkedRun(host: HTMLElement): ReadonlyMap<string, string> | null {
  const [key, query] = location.hash.slice(1).split('?');
  return key === keyOf(host) && query ? new Map(new URLSearchParams(query)) : null;
}
