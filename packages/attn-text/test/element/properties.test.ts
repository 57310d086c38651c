import { itRefusesWrongValues, textsOfAttention } from '../../../../scripts/testing/page/wrong-values.js';
import './fixture.js';

itRefusesWrongValues('attn-text', `data="[[1, 0], [0, 1]]" tokens="a b"`, [
  ...textsOfAttention,
  'query-title',
  'key-title',
]);
