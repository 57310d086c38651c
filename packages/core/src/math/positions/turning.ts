/**
 * Positions that follow one another by turning, after which the angle is computed anew: a turn costs a tenth of a sine, and
 * so few turns keep all digits of a float32.
 */
const TURNS = 64;

/** Sine and cosine of position × frequency, for one position after the other. */
export class Turning {
  /** Sines and cosines of the present position, one entry a frequency. */
  readonly sines: Float64Array;
  readonly cosines: Float64Array;
  readonly #frequencies: Float64Array;
  readonly #stepSines: Float64Array;
  readonly #stepCosines: Float64Array;
  #position: number;
  #turns = 0;

  /** @param frequencies radians from one position to the next */
  constructor(frequencies: Float64Array, start: number) {
    this.#frequencies = frequencies;
    this.#stepSines = frequencies.map(Math.sin);
    this.#stepCosines = frequencies.map(Math.cos);
    this.sines = new Float64Array(frequencies.length);
    this.cosines = new Float64Array(frequencies.length);
    this.#position = start;
    this.#place();
  }

  /** Goes on to the next position. */
  next(): void {
    this.#position++;
    this.#turns = (this.#turns + 1) % TURNS;
    if (this.#turns === 0) {
      this.#place();
      return;
    }
    const { sines, cosines } = this;
    const [stepSines, stepCosines] = [this.#stepSines, this.#stepCosines];
    for (let i = 0; i < sines.length; i++) {
      const sine = sines[i];
      sines[i] = sine * stepCosines[i] + cosines[i] * stepSines[i];
      cosines[i] = cosines[i] * stepCosines[i] - sine * stepSines[i];
    }
  }

  #place(): void {
    for (let i = 0; i < this.sines.length; i++) {
      const angle = this.#position * this.#frequencies[i];
      this.sines[i] = Math.sin(angle);
      this.cosines[i] = Math.cos(angle);
    }
  }
}
