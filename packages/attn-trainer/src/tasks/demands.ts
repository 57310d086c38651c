/** Demands on a setting, in English; elements say them in the reader's language by their names. */
export const demandSentences = {
  needsWhole: 'a whole number from {least} to {most} is needed',
  needsFrom: 'a number from {least} up is needed',
  needsPicture: 'the number of a picture is needed, or a picture as a data address',
  noPicture: 'it is no picture that this browser shows',
  needsTensor: 'the name of a tensor of the run is needed',
  needsShares: 'a width of {width} cannot be shared out to so many',
} as const;
