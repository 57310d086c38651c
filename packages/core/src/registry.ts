/**
 * Entries that pages add to a list of core's, by name: colour maps, file formats, translations. What core and the elements bring
 * themselves lies in their modules, and is found after these.
 */
export type ListName = 'colormaps' | 'formats' | 'translations';

interface Registry {
  readonly lists: Map<ListName, Map<string, unknown>>;
  readonly listeners: Set<(list: ListName) => void>;
}

// Found through a symbol, so that one registration serves all bundles of a page. The number changes with the shape of what is
// shared, of the entries too.
const holder = globalThis as { [key: symbol]: Registry };
const registry = () => (holder[Symbol.for('attn-elements.registry.1')] ??= { lists: new Map(), listeners: new Set() });

/** The entries that were added to a list, in their order. */
export function registered<Entry>(list: ListName): ReadonlyMap<string, Entry> {
  return (registry().lists.get(list) ?? new Map()) as ReadonlyMap<string, Entry>;
}

/** Adds an entry, in place of one of the same name, and tells all who wait for the list. */
export function register(list: ListName, name: string, entry: unknown): void {
  const { lists, listeners } = registry();
  lists.set(list, new Map(lists.get(list)).set(name, entry));
  for (const listener of listeners) listener(list);
}

/** Calls `listener` whenever an entry is added to a list; returns what ends that. */
export function onRegistered(list: ListName, listener: () => void): () => void {
  const { listeners } = registry();
  const told = (changed: ListName) => {
    if (changed === list) listener();
  };
  listeners.add(told);
  return () => void listeners.delete(told);
}
