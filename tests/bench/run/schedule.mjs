const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The results of one cell: which of them count, and their medians field by field. */
export class Tally {
  results = [];
  /** Why this cell is not measured (any more). */
  verdict = '';
  #wasCut = false;
  #limit;

  /** @param {number} limit milliseconds after which a measurement is cut off */
  constructor(limit) {
    this.#limit = limit;
  }

  add(result) {
    this.results.push(result);
    if (result.cut) this.giveUp();
    else if (!this.#wasCut) this.verdict = result.failed ?? '';
  }

  get wasCut() {
    return this.#wasCut;
  }

  giveUp() {
    this.#wasCut = true;
    this.verdict = `> ${this.#limit / 1000} s`;
  }

  get medians() {
    const good = this.results.filter((result) => !result.failed && !result.cut);
    if (!good.length) return undefined;
    const fields = Object.keys(good[0]).filter((field) => typeof good[0][field] === 'number');
    return Object.fromEntries(fields.map((field) => [field, median(good.map((result) => result[field]))]));
  }
}

/**
 * Fills one row: contender after contender, as often as asked, each repeat beginning with another one, so that what the
 * machine does meanwhile falls on all of them alike. Who is cut off once is not tried again; who has taken longer than
 * `patience` in all is not repeated.
 * @returns {Promise<Map<string, Tally>>}
 */
export async function fill({ contenders, repeats, limit, patience = Infinity, measure, hopeless = new Set(), log }) {
  const tallies = new Map(contenders.map((name) => [name, new Tally(limit)]));
  const spent = new Map(contenders.map((name) => [name, 0]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (let i = 0; i < contenders.length; i++) {
      const name = contenders[(i + repeat) % contenders.length];
      const tally = tallies.get(name);
      if (hopeless.has(name)) tally.giveUp();
      if (tally.wasCut || spent.get(name) > patience) continue;
      const began = Date.now();
      const once = () => measure(name).catch((error) => ({ failed: String(error.message).split('\n')[0] }));
      let result = await once();
      if (result.again) result = await once();
      if (result.again) result = { failed: 'not seen' };
      tally.add(result);
      spent.set(name, spent.get(name) + Date.now() - began);
      log(name, result);
    }
  }
  for (const [name, tally] of tallies) if (tally.wasCut) hopeless.add(name);
  return tallies;
}
