import { AttnError } from '../errors.js';

/** Names of tensors that are shown in a sentence. */
const MOST_SHOWN = 8;

/** How published files call what this repository calls otherwise: TensorFlow's names of norms. */
const renamed: readonly (readonly [RegExp, string])[] = [
  [/\.weight$/, '.gamma'],
  [/\.bias$/, '.beta'],
];

/** Finds tensors whatever prefix their names have: `transformer.h.0.…` or `h.0.…`, `bert.encoder.…` or `encoder.…`. */
export class TensorNames {
  readonly #names: ReadonlySet<string>;
  readonly #url: string;
  readonly #prefixes: readonly string[];

  /** @param prefixes of the family, the usual one first; without one is tried last */
  constructor(names: Iterable<string>, url: string, prefixes: readonly string[] = []) {
    this.#names = new Set(names);
    this.#url = url;
    this.#prefixes = [...prefixes, ''];
  }

  /** The same names for a family with these prefixes. */
  withPrefixes(prefixes: readonly string[]): TensorNames {
    return new TensorNames(this.#names, this.#url, prefixes);
  }

  has(...names: readonly string[]): boolean {
    return this.#find(names) !== null;
  }

  /** The first that is there. Throws `no-array`. */
  find(...names: readonly string[]): string {
    const found = this.#find(names);
    if (found !== null) return found;
    const shown = [...this.#names].slice(0, MOST_SHOWN);
    const more = this.#names.size > MOST_SHOWN ? ['…'] : [];
    throw new AttnError('no-array', { name: this.#prefixes[0] + names[0], url: this.#url, names: [...shown, ...more] });
  }

  /** The first that is there; null without one. */
  optional(...names: readonly string[]): string | null {
    return this.#find(names);
  }

  #find(names: readonly string[]): string | null {
    for (const name of names) {
      for (const prefix of this.#prefixes) {
        const whole = prefix + name;
        if (this.#names.has(whole)) return whole;
        for (const [ours, theirs] of renamed) {
          const other = whole.replace(ours, theirs);
          if (other !== whole && this.#names.has(other)) return other;
        }
      }
    }
    return null;
  }
}
