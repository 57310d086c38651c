import { elementCount, type Shape, wrongShape } from '../tensor.js';

export type FloatArray = Float32Array | Float64Array;

/** An array of numbers laid out row by row without gaps: what every operation takes and gives. */
export interface Dense<Values extends FloatArray | Uint8Array = FloatArray> {
  readonly shape: Shape;
  readonly values: Values;
}

/** Values with a shape. Throws `wrong-shape` where they do not fit. */
export function dense<Values extends FloatArray | Uint8Array>(values: Values, shape: Shape): Dense<Values> {
  if (elementCount(shape) !== values.length) throw wrongShape('The array', shape, `it has ${values.length} values`);
  return { shape, values };
}
