import { holdClose } from '../close.js';
import { holding, type Kind } from '../holding.js';

export const sinusoidal: Kind = (reference) => {
  const pe = reference.array('pe');
  const [length, width] = pe.shape;
  const base = reference.number('base');
  return [
    holding('pe', 'sinusoidal', async (sinusoidal, { forward }) =>
      holdClose('pe', await sinusoidal({ length, width, base }), pe, forward),
    ),
  ];
};

export const sinusoidal2d: Kind = (reference) => {
  const pe = reference.array('pe');
  const [rows, columns, base] = ['rows', 'columns', 'base'].map((name) => reference.number(name));
  const width = pe.shape[pe.shape.length - 1];
  return [
    holding('pe', 'sinusoidal2d', async (sinusoidal2d, { forward }) =>
      holdClose('pe', await sinusoidal2d({ rows, columns, width, base }), pe, forward),
    ),
  ];
};
