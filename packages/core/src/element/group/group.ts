import type { Extent } from '../../math/index.js';

/** Layer, head and cell that the elements of a group look at together. null is nothing, or all of them. */
export interface GroupPlace {
  readonly layer: number | null;
  /** Its number, or how the heads of a layer are rolled up. */
  readonly head: number | string | null;
  /** Positions that are pointed at. */
  readonly query: number | null;
  readonly key: number | null;
  /** Part that is shown large, of elements that zoom; null is all of it. Absent in groups of earlier versions. */
  readonly zoom?: string | null;
}

/**
 * Name of a position: a word, or a patch of a picture.
 * @param count number of positions on that side of the attention that asks
 * @returns null where there is none, or attention of another size is shown
 */
export type NameAt = (side: 'query' | 'key', at: number, count: number) => string | null;

/** An element of a group, as the others know it. */
export interface GroupMember {
  /** Lowest and highest value that it shows, null while it shows none. */
  readonly extent: Pick<Extent, 'low' | 'high'> | null;
  /** Another looks elsewhere, or shows other values. */
  changed(): void;
  /** Names positions for elements whose files do not. */
  readonly nameAt?: NameAt;
}

/** Elements of a page that look at the same place and share one scale, whatever their kind. */
export interface Group {
  place: GroupPlace;
  readonly members: Set<GroupMember>;
}

// Found through a symbol, so that elements of separately loaded bundles meet. The number changes with the shape of what is shared.
const holder = globalThis as { [key: symbol]: Map<string, Group> };
const groups = () => (holder[Symbol.for('attn-elements.groups.1')] ??= new Map());

const nowhere: GroupPlace = { layer: null, head: null, query: null, key: null };

/** The group of a name, with one more member. */
export function joinGroup(name: string, member: GroupMember): Group {
  let group = groups().get(name);
  if (!group) groups().set(name, (group = { place: nowhere, members: new Set() }));
  group.members.add(member);
  return group;
}

/** Takes a member out; with its last member a group and its place are forgotten. */
export function leaveGroup(name: string, member: GroupMember): void {
  const group = groups().get(name);
  group?.members.delete(member);
  if (group?.members.size === 0) groups().delete(name);
}
