/** Form of a bias in its texture: a slope each head, a list by distance each head, or a list by cell. */
export type BiasForm = 'none' | 'slope' | 'distance' | 'cell';

const lookups: Readonly<Record<BiasForm, string>> = {
  none: '0.0',
  slope: '-listAt(bias, head % lengths.z) * float(abs(query + lengths.y - lengths.x - key))',
  // Of key − position of the query, from 1 − keys up.
  distance: 'listAt(bias, head % lengths.z * (lengths.x + lengths.y - 1) + key - query + lengths.x - 1)',
  cell: 'listAt(bias, (head / lengths.z % biasGrid.x * biasGrid.y + head % lengths.z % biasGrid.y) * lengths.x * lengths.y + query * lengths.y + key)',
};

/** `biasAt(head, query, key)`; after the rule and `listAt`. */
export const biasSource = (form: BiasForm): string => `
${form === 'none' ? '' : 'uniform sampler2D bias;'}
${form === 'cell' ? 'uniform ivec2 biasGrid;' : ''}
float biasAt(int head, int query, int key) {
  return ${lookups[form]};
}
`;
