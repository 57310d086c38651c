/** One line a size, one column a contender: the median, and in brackets how many times ours it is. */
export function table({ title, value, words, ratio = true }, lines, contenders) {
  const out = [`### ${title}`, '', `| | ${contenders.join(' | ')} |`, `|---|${contenders.map(() => '---:|').join('')}`];
  for (const { label, tallies } of lines) {
    const own = tallies.get('ours')?.medians;
    const cells = contenders.map((name) => {
      const tally = tallies.get(name);
      const medians = tally?.medians;
      if (!medians) return tally?.verdict || '';
      const times = own && ratio ? value(medians) / value(own) : Number.NaN;
      const word = words(medians);
      if (!Number.isFinite(times)) return word;
      return `${word} · **${times.toFixed(times < 10 ? 2 : 0)}×**`;
    });
    out.push(`| ${label} | ${cells.join(' | ')} |`);
  }
  return [...out, ''].join('\n');
}
