import { trainer } from './shared/ours.js';

export const { prepare, step } = trainer('webgl');
