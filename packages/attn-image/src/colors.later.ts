// All other maps, in a part of their own: most pages keep the one that is there.
export { colormap } from '@attn-elements/core/color';
