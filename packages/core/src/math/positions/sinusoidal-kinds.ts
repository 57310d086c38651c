export const sineOrders = ['interleaved', 'sine-cosine', 'cosine-sine'] as const;
/**
 * How columns follow one another: sine and cosine of a pair (Vaswani et al. 2017, 3.5; DETR), or first all sines and then all
 * cosines (tensor2tensor, fairseq, Marian, Whisper, MAE), or the other way (diffusion models).
 */
export type SineOrder = (typeof sineOrders)[number];

export const waveSpacings = ['paper', 'tensor2tensor'] as const;
/**
 * How wavelengths lie between 2π and 2π × base: base^(2i/width), which stays below (Vaswani et al. 2017, 3.5), or
 * base^(i/(pairs − 1)), which reaches it (tensor2tensor's `get_timing_signal_1d`, fairseq, Whisper).
 */
export type WaveSpacing = (typeof waveSpacings)[number];

export const gridSides = ['row', 'column'] as const;
/** Side of a grid: its rows, counted down, or its columns, counted to the right. */
export type GridSide = (typeof gridSides)[number];
