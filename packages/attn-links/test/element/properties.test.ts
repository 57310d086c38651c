import { itRefusesWrongValues, textsOfAttention } from '../../../../scripts/testing/page/wrong-values.js';
import './fixture.js';

itRefusesWrongValues('attn-links', `data="[[[[1, 0], [0, 1]]]]" tokens="a b"`, [
  ...textsOfAttention,
  'query-title',
  'key-title',
]);
