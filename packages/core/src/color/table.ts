/** Number of entries of a colour table. */
export const TABLE_SIZE = 256;

/**
 * A colour table as it is stored: the first colour, then for red, green and blue 255 steps of one letter each
 * (`m` is no change, `n` is +1, `l` is −1). Exact, and a tenth of the size of the numbers once compressed.
 * `npm run color-table` writes it.
 */
export type EncodedTable = readonly [
  first: readonly [red: number, green: number, blue: number],
  red: string,
  green: string,
  blue: string,
];

/** The 256 × 3 sRGB bytes of a stored table. */
export function decodeTable([first, ...steps]: EncodedTable): Uint8Array {
  const table = new Uint8Array(TABLE_SIZE * 3);
  for (let channel = 0; channel < 3; channel++) {
    let value = first[channel];
    table[channel] = value;
    for (let entry = 1; entry < TABLE_SIZE; entry++) {
      value += steps[channel].charCodeAt(entry - 1) - 109;
      table[entry * 3 + channel] = value;
    }
  }
  return table;
}

/** The same table from its other end. */
export function reverseTable(table: Uint8Array): Uint8Array {
  const reversed = new Uint8Array(table.length);
  for (let entry = 0; entry < TABLE_SIZE; entry++) {
    reversed.set(table.subarray(entry * 3, entry * 3 + 3), (TABLE_SIZE - 1 - entry) * 3);
  }
  return reversed;
}
