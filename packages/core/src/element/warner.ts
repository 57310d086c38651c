/** Warns an author of what cannot be as it is written: of each thing once. */
export function warner(element: HTMLElement): (what: string) => void {
  const warned = new Set<string>();
  return (what) => {
    if (warned.has(what)) return;
    warned.add(what);
    console.warn(`<${element.localName}>: ${what}.`);
  };
}
