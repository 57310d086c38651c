import { itRefusesWrongValues } from '../../../../scripts/testing/page/wrong-values.js';
import './fixture.js';

itRefusesWrongValues('attn-trainer', 'task="reverse"', [
  'compare',
  'data',
  'encoding',
  'example',
  'heading',
  'label-column',
  'src',
  'task',
  'tensor',
  'text-column',
]);
