import { Session, type SessionOptions } from './session.js';
import { roomForFrame, Slices } from '@attn-elements/core/slices';

/** Longest stretch that the page's own thread is busy, in milliseconds: half of a frame. */
const SLICE = 8;

/** A run on the page's own thread. */
export const pageSession = (listeners: Omit<SessionOptions, 'slices' | 'isAlone'>): Session =>
  new Session({ ...listeners, slices: new Slices(SLICE, roomForFrame), isAlone: false });
