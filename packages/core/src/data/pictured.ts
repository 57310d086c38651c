import type { Shape } from '../shape.js';

/** Fewest rows of a picture that are told from heads: as many heads as queries are rare from here on. */
const LEAST_ROWS = 8;

/** Whether the third and the second axis from the right may be rows and columns of a picture, and those of keys something else. */
export function isPictured(shape: Shape): boolean {
  const [third, second, last] = shape.slice(-3);
  return shape.length > 2 && third === second && second !== last && (shape.length > 4 || third >= LEAST_ROWS);
}
