import { itRefusesWrongValues } from '../../../../scripts/testing/page/wrong-values.js';
import './fixture.js';

itRefusesWrongValues('pe-plot', 'view="heatmap" length="3" d-model="4"', [
  'heading',
  'src',
  'data',
  'array',
  'rope',
  'from',
  'inputs',
  'inputs-src',
]);
