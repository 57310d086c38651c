import { holdClose } from '../close.js';
import { holding, type Kind } from '../holding.js';
import { linearLayer } from './linear-layer.js';

/** The maps that the trained layers give. */
export const trainStackedAttention: Kind = (reference) => {
  const count = reference.names.filter((name) => /^final\.layers\.\d+\.weight$/.test(name)).length;
  const layers = Array.from({ length: count }, (_, at) => linearLayer(reference, `final.layers.${at}`));
  return [
    holding('maps of the trained layers', 'stackedAttention', async (stackedAttention, { forward }) => {
      const { maps } = await stackedAttention(reference.array('x'), layers);
      maps.forEach((map, at) => holdClose(`map_${at}`, map, reference.array(`map_${at}`), forward));
    }),
  ];
};
