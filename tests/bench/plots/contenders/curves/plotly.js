import Plotly from 'plotly.js/lib/core';
import { plotlyCurves } from '../shared/plotly-curves.js';

/** Traces `scatter`, drawn as SVG: in the core of plotly.js. */
export const { draw, update, panels } = plotlyCurves(Plotly, 'scatter');
