/** Demands on a setting, in English; elements say them in the reader's language by their names. */
export const demandSentences = {
  needsWhole: 'a whole number from {least} to {most} is needed',
  needsFrom: 'a number from {least} up is needed',
  needsShares: 'a width of {width} cannot be shared out to so many',
} as const;
