/** Marks parts of a figure that are for the page alone: buttons, the line that reads a cell, tables. */
export const SKIP = 'data-figure-skip';
