import { plain } from './shared/tfjs.js';

export const { prepare, step } = plain('webgl');
