/**
 * Discrete Fourier transforms of one length, any length: halving where it is a power of two, else by way of a convolution of
 * such a length (Bluestein 1970).
 */
export class Fourier {
  readonly #length: number;
  readonly #size: number;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #chirp: { readonly real: Float64Array; readonly imaginary: Float64Array } | null = null;
  readonly #filter: { readonly real: Float64Array; readonly imaginary: Float64Array } | null = null;

  constructor(length: number) {
    this.#length = length;
    const isPower = (length & (length - 1)) === 0;
    this.#size = isPower ? length : 2 ** Math.ceil(Math.log2(2 * length - 1));
    const size = this.#size;
    this.#cosines = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sines = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    if (isPower) return;
    // Of n² only the rest by 2n matters, and keeps the angle small.
    const angle = (n: number) => (Math.PI * ((n * n) % (2 * length))) / length;
    const real = Float64Array.from({ length }, (_, n) => Math.cos(angle(n)));
    const imaginary = Float64Array.from({ length }, (_, n) => -Math.sin(angle(n)));
    const filter = { real: new Float64Array(size), imaginary: new Float64Array(size) };
    for (let n = 0; n < length; n++) {
      for (const at of [n, (size - n) % size]) {
        filter.real[at] = real[n];
        filter.imaginary[at] = -imaginary[n];
      }
    }
    this.#transform(filter.real, filter.imaginary);
    this.#chirp = { real, imaginary };
    this.#filter = filter;
  }

  /** |Σₙ xₙ e^(−2πikn/N)|² for k = 0 … ⌊N/2⌋, added to `sums`. */
  addPower(x: Float64Array, sums: Float64Array): void {
    const real = new Float64Array(this.#size);
    const imaginary = new Float64Array(this.#size);
    const chirp = this.#chirp;
    const filter = this.#filter;
    if (!chirp || !filter) {
      real.set(x);
      this.#transform(real, imaginary);
    } else {
      for (let n = 0; n < x.length; n++) {
        real[n] = x[n] * chirp.real[n];
        imaginary[n] = x[n] * chirp.imaginary[n];
      }
      this.#transform(real, imaginary);
      for (let k = 0; k < real.length; k++) {
        const product = real[k] * filter.real[k] - imaginary[k] * filter.imaginary[k];
        // The inverse transform is the transform of the conjugate, conjugated and divided; a power wants no conjugate.
        imaginary[k] = -(real[k] * filter.imaginary[k] + imaginary[k] * filter.real[k]);
        real[k] = product;
      }
      this.#transform(real, imaginary);
    }
    const scale = chirp ? 1 / this.#size ** 2 : 1;
    for (let k = 0; k <= this.#length >> 1; k++) sums[k] += (real[k] ** 2 + imaginary[k] ** 2) * scale;
  }

  /** In place, for lengths that are powers of two. */
  #transform(real: Float64Array, imaginary: Float64Array): void {
    const size = real.length;
    for (let i = 1, j = 0; i < size; i++) {
      let bit = size >> 1;
      for (; j & bit; bit >>= 1) j ^= bit;
      j ^= bit;
      if (i < j) {
        [real[i], real[j]] = [real[j], real[i]];
        [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
      }
    }
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let block = 0; block < size; block += 2 * half) {
        for (let k = 0; k < half; k++) {
          const [cosine, sine] = [this.#cosines[k * step], this.#sines[k * step]];
          const [a, b] = [block + k, block + k + half];
          const re = real[b] * cosine - imaginary[b] * sine;
          const im = real[b] * sine + imaginary[b] * cosine;
          real[b] = real[a] - re;
          imaginary[b] = imaginary[a] - im;
          real[a] += re;
          imaginary[a] += im;
        }
      }
    }
  }
}
