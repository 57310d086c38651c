/** Values from here down are a mask's fill: −3.4028e38 (`torch.finfo(float32).min`) and −Infinity, not scores. */
export const MASKED_BELOW = -3e38;
