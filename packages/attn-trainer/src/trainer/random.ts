/** Mixes keys into four words of state (xmur3 by Brian Shonkwiler). */
function mix(text: string): () => number {
  let hash = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    return (hash ^= hash >>> 16) >>> 0;
  };
}

/**
 * Random numbers that are the same wherever they are drawn with the same keys: sfc32 of Chris Doty-Humphrey's PractRand. Each
 * use has keys of its own, as `new Random(seed, 'batch', step)`, so that a run can go on from any step without replaying it.
 */
export class Random {
  readonly #state: Uint32Array;
  #spare: number | null = null;

  constructor(...keys: readonly (string | number)[]) {
    const word = mix(keys.join('\u0000'));
    this.#state = Uint32Array.of(word(), word(), word(), 1);
    // Its author's advice: the first dozen numbers still show the keys.
    for (let i = 0; i < 12; i++) this.#word();
  }

  /** From 0 up to, and not, 1. */
  next(): number {
    return this.#word() / 2 ** 32;
  }

  /** From low up to high. */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from 0 up to, and not, the count. */
  below(count: number): number {
    return Math.floor(count * this.next());
  }

  /** One of them. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }

  /** From the standard normal distribution (Box & Muller 1958). */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    const angle = 2 * Math.PI * this.next();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** The numbers from 0 up to the count, in any order (Fisher & Yates). */
  permutation(count: number): Int32Array {
    const order = Int32Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const other = this.below(i + 1);
      [order[i], order[other]] = [order[other], order[i]];
    }
    return order;
  }

  #word(): number {
    const s = this.#state;
    const sum = (s[0] + s[1] + s[3]) >>> 0;
    s[3]++;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = s[2] + (s[2] << 3);
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + sum;
    return sum;
  }
}
