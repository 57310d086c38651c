/** Attributes that some of our elements have and others have not, by the tags of those that do. Held to the elements by a check. */
const owners: readonly (readonly [tags: string, attributes: string])[] = [
  ['attn-heatmap attn-links attn-text attn-image attn-trainer pe-plot', 'data domain'],
  ['attn-heatmap attn-links attn-text attn-image pe-plot', 'from array axes scale exponent normalization'],
  [
    'attn-heatmap attn-links attn-text attn-image',
    'batch mask-sense operation tokens span grid axis-unit axis-start axis-step query-tokens key-tokens layer head rollup group hide-first-token hide',
  ],
  ['attn-heatmap attn-links attn-text attn-image attn-trainer', 'encoding'],
  ['attn-heatmap attn-image pe-plot', 'colormap'],
  ['attn-heatmap', 'reduce sort output zoom annotate key-axis layer-names head-names weighting'],
  ['attn-heatmap pe-plot', 'view'],
  ['attn-heatmap attn-links attn-text', 'query-title key-title'],
  ['attn-heatmap attn-trainer', 'score'],
  ['attn-heatmap attn-model', 'temperature mask'],
  ['attn-heatmap attn-links attn-image attn-trainer pe-plot', 'controls'],
  ['attn-links attn-text attn-image', 'show-heads'],
  ['attn-links attn-image', 'top-p'],
  ['attn-links', 'top-k min direction'],
  ['attn-text', 'pieces key level'],
  ['attn-text attn-image', 'side query'],
  ['attn-image attn-model', 'image'],
  ['attn-image', 'crossorigin picture class-token registers regions show-queries overlay opacity smooth'],
  ['attn-model', 'text pair decoder-text readonly max-tokens max-bytes cache predictions ablate ablate-by'],
  ['attn-model attn-trainer', 'seed'],
  [
    'attn-trainer',
    'task text-column label-column engine learning-rate batch-size layers positions vocabulary-size steps speed example loss-axis smoothing inside tensor own-data autoplay',
  ],
  ['attn-trainer pe-plot', 'heads d-model length compare'],
  [
    'pe-plot',
    'kind inputs inputs-src rows columns base order spacing normalized start first scaling factor pairing rope buckets max-distance bidirectional similarity trained dimensions overlaid position distance',
  ],
];

/** Tags of the elements that have an attribute, where not all have it; none of others. */
export function ownersOf(attribute: string): readonly string[] {
  return owners.find(([, names]) => names.split(' ').includes(attribute))?.[0].split(' ') ?? [];
}
