/** Words that stand for numbers. */
const spellings: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, infinity: Infinity };

/** A number as programs and spreadsheets write it: also `1,5`, `12 %`, `inf`, and, of an empty cell, NaN; null where it is none. */
export function numberOf(text: string): number | null {
  const cell = text.trim();
  if (cell.endsWith('%')) {
    const share = /\d\s*%$/.test(cell) ? numberOf(cell.slice(0, -1)) : null;
    return share === null ? null : share / 100;
  }
  if (cell === '') return Number.NaN;
  const [, sign, word] = /^([-−+]?)([a-z]+)$/i.exec(cell) ?? [];
  const known = word ? spellings[word.toLowerCase()] : undefined;
  if (known !== undefined) return /[-−]/.test(sign) ? -known : known;
  if (!/^[-−+]?[\d.,]+(e[-+]?\d+)?$/i.test(cell)) return null;
  const value = Number(cell.replace('−', '-').replace(',', '.'));
  return Number.isNaN(value) ? null : value;
}
