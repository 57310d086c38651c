/** Sentences on the data of a run: how they were read, and what accuracy is worth on them. */
export const noteSentences = {
  'learns-classes':
    'Learns the column {label} from the column {text}: {count} {count|one:class|other:classes}, {shares}. The commonest alone, always answered, would reach {most}.',
  'learns-pictures':
    '{count} {count|one:class|other:classes}, {shares}. The commonest alone, always answered, would reach {most}.',
  'learns-texts': 'Learns the column {label} from the column {text}.',
  'rows-left-out': 'Rows without one of the two are left out: {count}.',
  'rows-repeated':
    '{count} of {all} {count|one:repeats|other:repeat} others; what is alike is all learned from, or all held back.',
  'labels-disagree':
    '{count} {count|one:group is|other:groups are} alike and {count|one:has|other:have} different labels.',
  'pixels-missing':
    'Missing values, as {values}: {count} of {all} in the pictures. The mean of their channel stands for them.',
  'pictures-drawn': 'The middle of each picture is drawn in {side} × {side} pixels.',
  'pictures-left-out': 'Pictures without any value are left out: {count}.',
  'classes-not-held-back': 'Of a class with one example alone none is held back: {classes}.',
  'none-held-back':
    'There are too few different examples to hold any back: what is right is counted of what was learned from.',
} as const;

export type NoteName = keyof typeof noteSentences;
