import { itRefusesWrongValues } from '../../../../scripts/testing/page/wrong-values.js';
import './fixture.js';

itRefusesWrongValues('attn-trainer', 'task="reverse"', [
  'data',
  'encoding',
  'example',
  'heading',
  'label-column',
  'src',
  'task',
  'text-column',
]);
