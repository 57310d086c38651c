import { reason } from '../errors.js';
import { elementCount, type Shape, wrongOperand } from '../shape.js';

export type FloatArray = Float32Array | Float64Array;

/** An array of numbers laid out row by row without gaps: what every operation takes and gives. */
export interface Dense<Values extends FloatArray | Uint8Array = FloatArray> {
  readonly shape: Shape;
  readonly values: Values;
}

/** Values with a shape. Throws `wrong-shape` where they do not fit. */
export function dense<Values extends FloatArray | Uint8Array>(values: Values, shape: Shape): Dense<Values> {
  if (elementCount(shape) !== values.length)
    throw wrongOperand('The array', shape, reason`it has ${values.length} values`);
  return { shape, values };
}

/** Values in float64: the array itself where it is that already. */
export function float64(array: Dense<FloatArray | Uint8Array>): Float64Array {
  return array.values instanceof Float64Array ? array.values : new Float64Array(array.values);
}

/** Sums made in float64, rounded to float32 where all the arrays that they were made of are float32. */
export function rounded(values: Float64Array, shape: Shape, ...madeOf: readonly Dense[]): Dense {
  const isFloat32 = madeOf.every((array) => array.values instanceof Float32Array);
  return dense<FloatArray>(isFloat32 ? new Float32Array(values) : values, shape);
}

/** The array in float64, for sums that go through several steps: itself where it is that already. */
export function exact(array: Dense): Dense<Float64Array> {
  return { shape: array.shape, values: float64(array) };
}
