export const rotaryLayouts = ['interleaved', 'half-split'] as const;
/**
 * Which columns turn together: 2i and 2i + 1 (Su et al. 2021, 3.4.2; GPT-J), or i and i + width/2 (GPT-NeoX, Llama as
 * Hugging Face keeps it).
 */
export type RotaryLayout = (typeof rotaryLayouts)[number];

export const rotaryScalingKinds = ['none', 'linear', 'ntk', 'yarn'] as const;
export type RotaryScalingKind = (typeof rotaryScalingKinds)[number];
