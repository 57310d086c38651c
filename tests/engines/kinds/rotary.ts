import { dense } from '@attn-elements/core/math';
import { holdClose } from '../close.js';
import { holding, type Kind } from '../holding.js';

export const rotary: Kind = (reference) => {
  const angle = reference.array('angle');
  const [length, pairs] = angle.shape;
  const base = reference.number('base');
  const angles = holding('angle', 'rotaryAngles', async (rotaryAngles, { forward }) =>
    holdClose('angle', await rotaryAngles({ length, width: 2 * pairs, base }), angle, forward),
  );
  const tables = holding('its cosines and sines', 'rotaryTables', async (rotaryTables, { forward }) => {
    const { cosines, sines } = await rotaryTables({ length, width: 2 * pairs, base });
    for (const [name, found, of] of [
      ['cosine', cosines, Math.cos],
      ['sine', sines, Math.sin],
    ] as const) {
      holdClose(name, found, dense(Float64Array.from(angle.values, of), angle.shape), forward);
    }
  });
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
  return [angles, tables, ...rotations];
};
