/** State of one figure in an address: values by name, as text. */
export type AddressedState = ReadonlyMap<string, string>;

/** Longest fragment that is read: nobody's view takes more, and addresses are written by anybody. */
const LONGEST = 8192;

const isOurs = (hash: string) => /^#?attn=/.test(hash) && hash.length <= LONGEST;

/** Whether figures may write the fragment of an address: it is empty, or theirs. That of an anchor or a router is the page's. */
export const isFree = (hash: string): boolean => hash.replace('#', '') === '' || isOurs(hash);

/** States of figures in a fragment, by its name: `#attn=heads&layer=1&query=17&attn=words&layer=0`. */
export function statesIn(hash: string): Map<string, AddressedState> {
  const states = new Map<string, Map<string, string>>();
  if (!isOurs(hash)) return states;
  let state = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(hash.replace('#', ''))) {
    if (name === 'attn') states.set(value, (state = new Map()));
    else state.set(name, value);
  }
  return states;
}

/** The fragment that says it; empty where there is nothing to say. */
export function hashOf(states: ReadonlyMap<string, AddressedState>): string {
  const entries = [...states].flatMap(([name, state]) => (state.size > 0 ? [['attn', name], ...state] : []));
  return entries.length > 0 ? `#${new URLSearchParams(entries)}` : '';
}
