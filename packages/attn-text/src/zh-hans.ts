import { coreZhHans } from '@attn-elements/core/element';
import type { TextOwnSentences } from './strings.js';

const own: TextOwnSentences = {
  name: '文本上的注意力',
  summaryWords: '{title}：{count} 个词。',
  summaryOne: '{title}：{queries} 个词，关注 {keys} 个位置。',
  summaryTwo: '{title}：{queries} 个查询词，{keys} 个键词。',
  summarySentences: '{title}：{count} 个句子，{words} 个词。',
  strongest: '最强的是：{list}。',
  gridHelp: '左右方向键在词间移动，上下方向键切换查询，回车选定，n 和 p 依次走过最强的词，Esc 取消选定。',
  wordsHelp: '左右方向键在词间移动，n 和 p 依次走过最强的词。',
  hint: '选一个词：把鼠标移上去，点一下，或使用方向键。',
  hintWords: '把鼠标移到词上，或点一下，或使用方向键。',
  wordWeight: '{word}：{weight}',
  attends: '{word} 关注 {list}',
  attended: '关注 {word} 的有 {list}',
  share: '{word} {weight}',
  shareOf: '{word} {weight}',
  nothing: '{word}：没有权重',
  levels: '{word}：句内 {own}，第 {n} 句 {sentence}，合计 {weight}',
  sentenceIs: '第 {n} 句：{weight}',
  sentence: '句',
  sentenceWeight: '句子权重',
  wordOwnWeight: '词权重',
  product: '词 × 句',
  weight: '权重',
  words: '词',
  columns: '列',
  average: '未选词时为所有查询的平均',
  fromQuery: '选定一个词，着色它所关注的词',
  fromKey: '选定一个词，着色关注它的词',
  across: '在一段文本中选词，另一段着色',
  piecesSum: '词的各片段求和，查询取平均',
  piecesMean: '词的各片段取平均',
  piecesMax: '词的各片段取最大，查询取平均',
  levelBoth: '词 × 句',
  levelWord: '词',
  levelSentence: '句',
  levelsTitle: '层级',
  bars: '条形：句子权重',
  byBoth: '按词权重 × 句子权重着色',
  byWord: '按词在句内的权重着色',
  bySentence: '按句子权重着色',
  forget: '取消选定',
  previousWord: '上一个词',
  nextWord: '下一个词',
  stronger: '下一个最强的词',
};

/** Reasons of failures, by their English. */
const reasons = {
  'it must have {0} axes, or one more before them': '须有 {0} 个轴，或前面再加一个',
  'there is no batch item {0}': '一批中没有第 {0} 项',
  'word_weights are those of {0} sentences': 'word_weights 是 {0} 个句子的权重',
};

export const textZhHans = { ...coreZhHans, ...own, ...reasons };
