import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Extent } from '../../math/index.js';
import { onceGone } from '../tree.js';
import { type Group, type GroupMember, type GroupPlace, joinGroup, leaveGroup, type NameAt } from './group.js';

interface GroupHost extends ReactiveControllerHost, HTMLElement {
  /** Name of the group, null where the element stands alone. */
  readonly group: string | null;
}

/**
 * Ties an element to the others of its group: what one points at, all show, and their colours share one scale. Elements find
 * each other by name, also where they come from bundles that were loaded separately.
 */
export class GroupController implements ReactiveController, GroupMember {
  readonly #host: GroupHost;
  readonly #follow: (place: GroupPlace) => void;
  readonly nameAt: NameAt;
  #name: string | null = null;
  #group: Group | null = null;
  #extent: GroupMember['extent'] = null;
  #seen: GroupPlace | null = null;
  /** Whether the others look there, and not this element. */
  #isLinked = false;

  /**
   * @param follow called with the place that the others look at, whenever it is another than the one last seen
   * @param nameAt names positions for the others
   */
  constructor(host: GroupHost, follow: (place: GroupPlace) => void, nameAt: NameAt) {
    this.#host = host;
    this.#follow = follow;
    this.nameAt = nameAt;
    host.addController(this);
  }

  get extent(): GroupMember['extent'] {
    return this.#extent;
  }

  /** Lowest and highest value that the whole group shows; null where the element stands alone, or nobody shows any. */
  get domain(): readonly [low: number, high: number] | null {
    const extents = Array.from(this.#group?.members ?? [], ({ extent }) => extent).filter((extent) => extent !== null);
    if (extents.length === 0) return null;
    return [Math.min(...extents.map(({ low }) => low)), Math.max(...extents.map(({ high }) => high))];
  }

  /** Place where the others look; null once this element itself looked somewhere, or let go. */
  get linked(): GroupPlace | null {
    return this.#isLinked ? this.#seen : null;
  }

  /** Name that another element of the group has for a position; null where none has. */
  readonly nameElsewhere: NameAt = (side, at, count) => {
    for (const member of this.#group?.members ?? []) {
      const name = member === this ? null : member.nameAt?.(side, at, count);
      if (name) return name;
    }
    return null;
  };

  /** Looks no more where the others do, until they look elsewhere. */
  unlink(): void {
    this.#isLinked = false;
  }

  hostConnected(): void {
    this.#join();
  }

  hostDisconnected(): void {
    onceGone(this.#host, () => this.#leave());
  }

  hostUpdate(): void {
    if (this.#host.group === this.#name) return;
    this.#leave();
    this.#join();
  }

  /** Tells the others what this element looks at. Fields that are absent stay as they are. */
  look(place: Partial<GroupPlace>): void {
    this.#isLinked = false;
    const group = this.#group;
    if (!group) return;
    const next = { ...group.place, ...place };
    if (same(next, group.place)) return;
    group.place = this.#seen = next;
    this.#tell(group);
  }

  /** Tells the others which values this element shows. */
  show(extent: Extent | null): void {
    const shown = extent && extent.low <= extent.high ? { low: extent.low, high: extent.high } : null;
    if (shown?.low === this.#extent?.low && shown?.high === this.#extent?.high) return;
    this.#extent = shown;
    if (this.#group) this.#tell(this.#group);
  }

  changed(): void {
    const place = this.#group?.place;
    if (place && place !== this.#seen) {
      this.#seen = place;
      this.#isLinked = true;
      this.#follow(place);
    }
    this.#host.requestUpdate();
  }

  #join(): void {
    const { group, isConnected } = this.#host;
    if (!group || !isConnected || this.#name === group) return;
    this.#name = group;
    this.#group = joinGroup(group, this);
    // Who comes later looks where the others look already.
    this.changed();
  }

  #leave(): void {
    const group = this.#group;
    if (this.#name !== null) leaveGroup(this.#name, this);
    this.#name = this.#group = this.#seen = null;
    this.#isLinked = false;
    // The scale of those that stay no longer reaches to its values.
    if (group) this.#tell(group);
  }

  #tell(group: Group): void {
    for (const member of group.members) if (member !== this) member.changed();
  }
}

const same = (a: GroupPlace, b: GroupPlace) =>
  a.layer === b.layer && a.head === b.head && a.query === b.query && a.key === b.key && a.zoom === b.zoom;
