/** The arguments of a call, as text, from behind its bracket. */
function argumentsAt(text: string, from: number): string[] {
  const found = [''];
  let depth = 0;
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const letter = text[i];
    if (quote) {
      if (letter === '\\') i++;
      else if (letter === quote) quote = '';
    } else if (/['"`]/.test(letter)) quote = letter;
    else if (/[([{]/.test(letter)) depth++;
    else if (/[)\]}]/.test(letter) && depth-- === 0) break;
    if (letter === ',' && depth === 0 && !quote) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((one) => one.trim()).filter(Boolean);
}

const others = /\b(waitForTimeout|aTimeout|sleep|delay)\s*\(|timers\/promises|\bAtomics\.wait\(|\bpage\.pause\(/g;
const clocks = /\b(performance|Date)\.now\(\)/g;

/** Lines where a test waits for a time, or measures one on the machine's clock, as they stand there. */
export function waitsIn(text: string): string[] {
  const places: number[] = [];
  for (const match of text.matchAll(/\bset(Timeout|Interval)\s*\(/g)) {
    const [, time] = argumentsAt(text, match.index + match[0].length);
    if (match[1] === 'Interval' || (time !== undefined && time !== '0')) places.push(match.index);
  }
  for (const match of text.matchAll(others)) places.push(match.index);
  if (!text.includes('useFakeTimers')) for (const match of text.matchAll(clocks)) places.push(match.index);
  const lineOf = (place: number) => text.slice(0, place).split('\n').length;
  return places.sort((a, b) => a - b).map((place) => `${lineOf(place)}: ${text.split('\n')[lineOf(place) - 1].trim()}`);
}
