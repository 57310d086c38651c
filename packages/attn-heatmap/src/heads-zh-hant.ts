import type { HeadsSentences } from './heads-strings.js';

export const headsZhHant: HeadsSentences = {
  layer: '層',
  entropy: '各列的平均熵（奈特）',
  distance: '到鍵的平均距離（詞元）',
  'first-token': '首個詞元所占份額',
  'previous-token': '前一詞元所占份額',
  'same-token': '他處相同詞元所占份額',
  induction: '先前相同詞元之後一個所占份額',
  across: '橫軸',
  up: '縱軸',
  colors: '每個點是一個頭，顏色表示層',
  points: '每個點是一個頭',
  summary: '每個頭是一個點，橫軸為{across}，縱軸為{up}。',
  head: '{panel}：{across} {x}；{up} {y}',
  missing: '{count} 個頭未畫出：該數值需要權重，比較相同詞元時還需要詞元',
};
