/** Marks parts of a figure that are for the page alone: buttons, the line that reads a cell, tables. */
export const SKIP = 'data-figure-skip';

/** On an element whose background, lower border and outline belong into a saved figure. */
export const BOX = 'data-figure-box';
