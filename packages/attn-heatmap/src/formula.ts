/** An index as a subscript: v₁₂. */
export const subscript = (index: number): string =>
  String(index).replaceAll(/\d/g, (digit) => String.fromCodePoint(0x2080 + Number(digit)));

/** A factor of a product: in brackets where it is below 0. */
export const factor = (value: number, number: (value: number) => string): string =>
  value < 0 ? `(${number(value)})` : number(value);
