export const scaleKinds = ['linear', 'log', 'power'] as const;
export type ScaleKind = (typeof scaleKinds)[number];
