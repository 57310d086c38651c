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

  add(result) {
    this.results.push(result);
    if (result.cut) this.verdict = '> 30 s';
    else if (result.failed) this.verdict = result.failed;
    else if (this.verdict !== '> 30 s') this.verdict = '';
  }

  get medians() {
    const good = this.results.filter((result) => !result.failed && !result.cut);
    if (!good.length) return undefined;
    const fields = Object.keys(good[0]).filter((field) => typeof good[0][field] === 'number');
    return Object.fromEntries(fields.map((field) => [field, median(good.map((result) => result[field]))]));
  }

  get range() {
    const good = this.results.filter((result) => !result.failed && !result.cut).map(({ ms }) => ms);
    return [Math.min(...good), Math.max(...good)];
  }
}

/**
 * Fills one row: contender after contender, as often as asked, each repeat beginning with another one, so that what the
 * machine does meanwhile falls on all of them alike. Who is cut off once is not tried again.
 * @returns {Promise<Map<string, Tally>>}
 */
export async function fill({ contenders, repeats, measure, hopeless = new Set(), log }) {
  const tallies = new Map(contenders.map((name) => [name, new Tally()]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (let i = 0; i < contenders.length; i++) {
      const name = contenders[(i + repeat) % contenders.length];
      const tally = tallies.get(name);
      if (hopeless.has(name) || tally.verdict === '> 30 s') {
        tally.verdict = '> 30 s';
        continue;
      }
      let result = await measure(name);
      if (result.again) result = await measure(name);
      if (result.again) result = { failed: 'not seen' };
      tally.add(result);
      log(name, result);
    }
  }
  for (const [name, tally] of tallies) if (tally.verdict === '> 30 s') hopeless.add(name);
  return tallies;
}
