import type { PropertyValues } from 'lit';

/** In the place of what a property was before, where it is the same and has changed inside. */
export const REFRESHED = Symbol('refreshed');

/** Lists and objects among the properties of an element, as they were given: what rules make of them does not change with them. */
export class GivenValues {
  readonly #host: object;
  readonly #values = new Map<PropertyKey, unknown>();

  constructor(host: object) {
    this.#host = host;
  }

  /** Keeps those that have changed, before rules are applied to them. */
  keep(changed: PropertyValues): void {
    for (const [name, before] of changed) {
      const value = (this.#host as Record<PropertyKey, unknown>)[name];
      if (before === REFRESHED) continue;
      if (typeof value === 'object' && value !== null) this.#values.set(name, value);
      else this.#values.delete(name);
    }
  }

  /** Gives all of them again. @param refreshed told of the name of each before */
  giveAgain(refreshed: (name: PropertyKey) => void): void {
    for (const [name, value] of this.#values) {
      refreshed(name);
      Object.assign(this.#host, { [name]: value });
    }
  }
}
