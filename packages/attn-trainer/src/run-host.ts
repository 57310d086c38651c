import type { PropertiesOf } from '@attn-elements/core/element';
import type { ReactiveControllerHost } from 'lit';
import type { trainerProperties } from './properties.js';
import type { RunOptions } from './training/protocol.js';

/** An element, as its run knows it. */
export interface RunHost extends ReactiveControllerHost, HTMLElement, PropertiesOf<typeof trainerProperties> {
  /** Options of a run, by the element's present properties. */
  readonly runOptions: RunOptions;
}
