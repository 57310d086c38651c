/** Keeps the last result of a computation for as long as what it was made of stays the same. */
export class Memo<T> {
  #made: readonly unknown[] | null = null;
  #result: T | undefined;

  /** The result for these ingredients, computed only if one of them is another than last time. */
  of(ingredients: readonly unknown[], compute: () => T): T {
    if (!this.#made || ingredients.some((ingredient, i) => !Object.is(ingredient, this.#made![i]))) {
      this.#result = compute();
      this.#made = ingredients;
    }
    return this.#result as T;
  }
}
