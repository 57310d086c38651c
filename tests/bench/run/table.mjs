/**
 * One line a size, one column a contender; `tall` turns it round. In a cell the median, and behind it how many times that of
 * `base` it is; with `speedup`, how many times smaller.
 */
export function table({ title, value, words, ratio = true, base, speedup = false, tall = false }, lines, contenders) {
  const cell = (tallies, name) => {
    const tally = tallies.get(name);
    const medians = tally?.medians;
    if (!medians) return tally?.verdict || '';
    const other = ratio && tallies.get(base)?.medians;
    const times = other ? value(medians) / value(other) : Number.NaN;
    const word = words(medians);
    if (!Number.isFinite(times)) return word;
    return `${word} · **${timesInWords(speedup ? 1 / times : times)}×**`;
  };
  const grid = lines.map(({ tallies }) => contenders.map((name) => cell(tallies, name)));
  const labels = lines.map(({ label }) => label);
  const [columns, rows] = tall ? [labels, contenders] : [contenders, labels];
  const body = rows.map((name, i) => {
    const cells = columns.map((_, j) => (tall ? grid[j][i] : grid[i][j]));
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const head = [`| | ${columns.join(' | ')} |`, `|---|${columns.map(() => '---:|').join('')}`];
  return [`### ${title}`, '', ...head, ...body, ''].join('\n');
}

const timesInWords = (times) => times.toFixed(times < 10 ? 2 : 0);
