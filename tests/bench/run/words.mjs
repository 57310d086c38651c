export const round = (value, digits = 0) =>
  Number.isFinite(value) ? value.toLocaleString('en', { maximumFractionDigits: digits }) : '–';

/** Two digits that mean something, whatever the magnitude. */
export const short = (value) => round(value, value < 10 ? 1 : 0);
