import { Random } from '../trainer/random.js';

export interface HoldBackOptions<T> {
  readonly seed: number;
  /** One in so many is held back. */
  readonly share: number;
  /** Key by which items are told apart: those of the same content lie all on one side. */
  readonly content: (item: T) => string;
  /** The class, each of which has its share held back; one for all unless given. */
  readonly label?: (item: T) => number;
}

export interface Parts<T> {
  readonly training: readonly T[];
  /** One item of each content that is held back, in an order drawn by the seed. */
  readonly heldBack: readonly T[];
  /** Classes of which nothing is held back, as all their items are alike. */
  readonly without: readonly number[];
  /** Whether what is held back is learned from after all, as there are too few different items. */
  readonly isShared: boolean;
  /** Items that are like an earlier one. */
  readonly repeated: number;
  /** Contents that have several labels. */
  readonly disagreeing: number;
}

/** Items to learn from, and some to hold back of every class, drawn by the seed: what is alike is never on both sides. */
export function holdBack<T>(
  items: readonly T[],
  { seed, share, content, label = () => 0 }: HoldBackOptions<T>,
): Parts<T> {
  const groups = [...grouped(items, content).values()];
  const byClass = [...grouped(groups, ([first]) => label(first))].sort(([a], [b]) => a - b);
  const held = new Set<T[]>();
  const without: number[] = [];
  for (const [own, members] of byClass) {
    if (members.length < 2) without.push(own);
    else {
      const count = Math.max(1, Math.floor(members.length / share));
      const order = new Random(seed, 'held back', own).permutation(members.length);
      for (const i of order.slice(0, count)) held.add(members[i]);
    }
  }
  const shuffled = <U>(list: readonly U[]): U[] =>
    [...new Random(seed, 'held back').permutation(list.length)].map((i) => list[i]);
  const isShared = held.size === 0;
  return {
    training: groups.filter((group) => !held.has(group)).flat(),
    heldBack: shuffled(isShared ? groups : [...held]).map(([first]) => first),
    without: isShared ? [] : without,
    isShared,
    repeated: items.length - groups.length,
    disagreeing: groups.filter((group) => new Set(group.map(label)).size > 1).length,
  };
}

/** Items by what they have in common, in the order in which each was met first. */
function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
