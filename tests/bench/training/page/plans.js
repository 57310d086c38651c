/** The weight of a linear layer as `torch.nn.Linear` keeps it; kernels are what other libraries keep with other axes. */
export const weight = (name, inputs, outputs) => ({
  [`${name}.weight`]: { shape: [outputs, inputs], isKernel: true },
});

/** A linear layer, as it begins in PyTorch. */
export const linear = (name, inputs, outputs) => ({
  ...weight(name, inputs, outputs),
  [`${name}.bias`]: { shape: [outputs], begins: 1 / Math.sqrt(inputs) },
});

/** Gain and bias of a layer norm. */
export const norm = (name, width) => ({
  [`${name}.weight`]: { shape: [width], begins: 'ones' },
  [`${name}.bias`]: { shape: [width], begins: 'zeros' },
});

/** A 3 × 3 convolution. */
export const convolution = (name, inputs, outputs) => ({
  [`${name}.weight`]: { shape: [outputs, inputs, 3, 3], isKernel: true },
  [`${name}.bias`]: { shape: [outputs], begins: 'zeros' },
});
