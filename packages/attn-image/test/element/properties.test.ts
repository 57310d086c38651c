import { itRefusesWrongValues, textsOfAttention } from '../../../../scripts/testing/page/wrong-values.js';
import './fixture.js';

itRefusesWrongValues(
  'attn-image',
  `data="[[1, 0], [0, 1], [0, 1], [1, 0]]" side="query" image="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="`,
  [...textsOfAttention, 'image'],
);
