import { changeable, type Property } from '../properties/property.js';
import { isSpan } from './span.js';

/** Part of a matrix that is shown large: two ranges as Python slices them, of rows and of columns; null for all of it. */
export const zoomProperty: Property<string | null> = changeable({
  check(value) {
    const spans = String(value)
      .trim()
      .split(/[\s,]+/);
    return spans.length === 2 && spans.every(isSpan) ? spans.join(' ') : undefined;
  },
  initial: null,
  needs: 'needsSpans',
});
