import { digits } from './digits.js';
import { encoder } from './encoder.js';
import { hierarchy } from './hierarchy.js';
import { numbers } from './numbers.js';

const problems = { encoder, digits, hierarchy };

/** Batches that come round again and again. */
const BATCHES = 8;

const sizeOf = (shape) => shape.reduce((product, length) => product * length, 1);

/** Values of a parameter: as the plan says, up to that number either way, or, as PyTorch has it, up to 1 / √inputs. */
function beginning({ shape, fixed, begins = 1 / Math.sqrt(sizeOf(shape.slice(1))) }, next) {
  if (fixed) return fixed;
  const values = new Float32Array(sizeOf(shape));
  if (begins === 'zeros') return values;
  if (begins === 'ones') return values.fill(1);
  return values.map(() => begins * (2 * next() - 1));
}

/**
 * What everybody trains: `kind` and its `sizes`, `parameters` by name ({shape, values, isFixed, isKernel}), `batch(step)`, and
 * the settings of Adam, which are PyTorch's.
 */
export function makeProblem(kind) {
  const { sizes, rate, plans, draw } = problems[kind];
  const next = numbers(7);
  const parameters = {};
  for (const [name, plan] of Object.entries(plans)) {
    const { shape, fixed, isKernel = false } = plan;
    parameters[name] = { shape, values: beginning(plan, next), isFixed: Boolean(fixed), isKernel };
  }
  const batches = Array.from({ length: BATCHES }, (_, i) => draw(numbers(100 + i)));
  const adam = { rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  return { kind, sizes, parameters, batch: (step) => batches[step % BATCHES], adam };
}
