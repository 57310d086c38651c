import { composed } from './shared/composed.js';

export const { prepare, forward, gradient } = composed('cpu');
