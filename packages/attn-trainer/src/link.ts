import { numberSettings, runProperties } from './properties.js';
import type { TrainerSettings } from './tasks/task.js';

/** The name of a run in the address of a page: its element's id. */
const keyOf = (host: HTMLElement): string => host.id || host.localName;

/** The address of this page with a run in it: its task, its settings, its seed. */
export function linkTo(host: HTMLElement, task: string, settings: Readonly<Partial<TrainerSettings>>): string {
  const named = Object.entries({ task, ...settings }).map(([name, value]) => [name, String(value)]);
  const url = new URL(location.href);
  url.hash = `${keyOf(host)}?${new URLSearchParams(named)}`;
  return url.href;
}

/** Run of an element that the page's address names; null where it names none. */
function linkedRun(host: HTMLElement): ReadonlyMap<string, string> | null {
  const [key, query] = location.hash.slice(1).split('?');
  return key === keyOf(host) && query ? new Map(new URLSearchParams(query)) : null;
}

/** Names of properties that hold addresses to fetch. */
const fetched: ReadonlySet<string> = new Set(['src', 'data']);

/** Gives an element the run that the page's address names for it. An address says what is learned, never what is fetched. */
export function takeLinkedRun(host: HTMLElement): void {
  const linked = linkedRun(host);
  if (!linked) return;
  const settable: ReadonlySet<string> = new Set(
    ['learningRate', ...runProperties].filter((name) => !fetched.has(name)),
  );
  for (const [name, value] of linked) {
    const property = Object.hasOwn(numberSettings, name) ? numberSettings[name as keyof typeof numberSettings] : name;
    if (settable.has(property)) Object.assign(host, { [property]: value });
  }
}
