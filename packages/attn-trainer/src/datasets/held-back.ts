/** One in so many is held back. */
const SHARE = 8;

/** Whether something is never learned from, told from itself alone: what is drawn anew for every step cannot be listed. */
export function isHeldBack(key: string): boolean {
  // FNV-1a (Fowler, Noll & Vo), and a last mixing, as its low bits alone are weak.
  let hash = 2166136261;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 16777619);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 2246822507) >>> 0) % SHARE === 0;
}

/** Draws until something comes that is held back, or is not; what is drawn last where there seems to be nothing such. */
export function drawUntil<T>(draw: () => T, keyOf: (drawn: T) => string, heldBack: boolean): T {
  return find(draw, (drawn) => isHeldBack(keyOf(drawn)) === heldBack) ?? draw();
}

/** Up to so many different things that fit: fewer, or none, where there seem to be no more. */
export function drawDifferent<T>(
  draw: () => T,
  keyOf: (drawn: T) => string,
  count: number,
  fits: (drawn: T) => boolean = () => true,
): T[] {
  const found = new Map<string, T>();
  while (found.size < count) {
    const drawn = find(draw, (one) => fits(one) && !found.has(keyOf(one)));
    if (drawn === null) break;
    found.set(keyOf(drawn), drawn);
  }
  return [...found.values()];
}

/** Draws until something fits; null where nothing seems to. */
function find<T>(draw: () => T, fits: (drawn: T) => boolean): T | null {
  // As many turns as make a miss impossible but where there is nothing to find.
  for (let turn = 0; turn < 1000; turn++) {
    const drawn = draw();
    if (fits(drawn)) return drawn;
  }
  return null;
}

/** Parts of a list, one after another, of so many at most. */
export function inParts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
