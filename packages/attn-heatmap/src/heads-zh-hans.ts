import type { HeadsSentences } from './heads-strings.js';

export const headsZhHans: HeadsSentences = {
  layer: '层',
  entropy: '各行的平均熵（奈特）',
  distance: '到键的平均距离（词元）',
  'first-token': '首个词元所占份额',
  'previous-token': '前一词元所占份额',
  'same-token': '他处相同词元所占份额',
  induction: '先前相同词元之后一个所占份额',
  across: '横轴',
  up: '纵轴',
  colors: '每个点是一个头，颜色表示层',
  points: '每个点是一个头',
  summary: '每个头是一个点，横轴为{across}，纵轴为{up}。',
  head: '{panel}：{across} {x}；{up} {y}',
  missing: '{count} 个头未画出：该数值需要权重，比较相同词元时还需要词元',
};
