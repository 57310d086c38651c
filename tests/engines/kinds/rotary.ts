import { holdClose } from '../close.js';
import { holding, type Kind } from '../holding.js';

export const rotary: Kind = (reference) => {
  const angle = reference.array('angle');
  const [length, pairs] = angle.shape;
  const base = reference.number('base');
  const angles = holding('angle', 'rotaryAngles', async (rotaryAngles, { forward }) =>
    holdClose('angle', await rotaryAngles({ length, width: 2 * pairs, base }), angle, forward),
  );
  const layouts = [
    ['interleaved', 'interleaved'],
    ['half_split', 'half-split'],
  ] as const;
  const rotations = layouts
    .filter(([name]) => reference.has(name))
    .map(([name, layout]) =>
      holding(name, 'rotate', async (rotate, { forward }) =>
        holdClose(name, await rotate(reference.array('x'), angle, layout), reference.array(name), forward),
      ),
    );
  return [angles, ...rotations];
};
