import { readDelimited } from '@attn-elements/core/data';
import { AttnError, reason } from '@attn-elements/core/errors';

export interface Records {
  readonly rows: readonly (readonly string[])[];
  /** Whether the first row is known to hold names, as keys of JSON objects are. */
  readonly isNamed: boolean;
}

/** Records of JSON lines, of a JSON list, or of text between tabs, commas or semicolons. Throws `damaged`. */
export function recordsOf(text: string, url: string): Records {
  const clean = text.replace(/^\ufeff/, '').trim();
  if (!/^[[{]/.test(clean))
    return { rows: readDelimited(text).map((row) => row.map((cell) => cell.trim())), isNamed: false };
  let items: unknown[];
  try {
    const whole = clean.startsWith('[') && clean.endsWith(']') ? tryParse(clean) : null;
    items = Array.isArray(whole) && whole.every((item) => typeof item === 'object') ? whole : linesOf(clean);
  } catch {
    throw new AttnError('damaged', { url, ...reason`a line of it is not JSON` });
  }
  if (items.every(Array.isArray)) return { rows: items.map((item) => (item as unknown[]).map(cellOf)), isNamed: false };
  const names = [...new Set(items.flatMap((item) => Object.keys(Object(item))))];
  return { rows: [names, ...items.map((item) => names.map((name) => cellOf(Object(item)[name])))], isNamed: true };
}

const cellOf = (value: unknown): string => String(value ?? '').trim();

const linesOf = (text: string): unknown[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
