import Plotly from 'plotly.js/lib/core';
import scattergl from 'plotly.js/lib/scattergl';
import { plotlyCurves } from '../shared/plotly-curves.js';

/** Traces `scattergl`, drawn by WebGL: what its documentation recommends for many points. */
Plotly.register([scattergl]);
export const { draw, update, panels } = plotlyCurves(Plotly, 'scattergl');
