export const similarityKinds = ['dot', 'cosine'] as const;
export type SimilarityKind = (typeof similarityKinds)[number];
