import { coreZhHant } from '@attn-elements/core/element';
import type { TextOwnSentences } from './strings.js';

const own: TextOwnSentences = {
  name: '文本上的注意力',
  summaryWords: '{title}：{count} 個詞。',
  summaryOne: '{title}：{queries} 個詞，關注 {keys} 個位置。',
  summaryTwo: '{title}：{queries} 個查詢詞，{keys} 個鍵詞。',
  summarySentences: '{title}：{count} 個句子，{words} 個詞。',
  strongest: '最強的是：{list}。',
  gridHelp: '左右方向鍵在詞間移動，上下方向鍵切換查詢，Enter 選定，n 和 p 依次走過最強的詞，Esc 取消選定。',
  wordsHelp: '左右方向鍵在詞間移動，n 和 p 依次走過最強的詞。',
  hint: '選一個詞：把滑鼠移上去，點一下，或使用方向鍵。',
  hintWords: '把滑鼠移到詞上，或點一下，或使用方向鍵。',
  wordWeight: '{word}：{weight}',
  attends: '{word} 關注 {list}',
  attended: '關注 {word} 的有 {list}',
  share: '{word} {weight}',
  shareOf: '{word} {weight}',
  nothing: '{word}：沒有權重',
  levels: '{word}：句內 {own}，第 {n} 句 {sentence}，合計 {weight}',
  sentenceIs: '第 {n} 句：{weight}',
  sentence: '句',
  sentenceWeight: '句子權重',
  wordOwnWeight: '詞權重',
  product: '詞 × 句',
  weight: '權重',
  words: '詞',
  columns: '欄',
  average: '未選詞時為所有查詢的平均',
  fromQuery: '選定一個詞，著色它所關注的詞',
  fromKey: '選定一個詞，著色關注它的詞',
  across: '在一段文本中選詞，另一段著色',
  piecesSum: '詞的各片段求和，查詢取平均',
  piecesMean: '詞的各片段取平均',
  piecesMax: '詞的各片段取最大，查詢取平均',
  levelBoth: '詞 × 句',
  levelWord: '詞',
  levelSentence: '句',
  levelsTitle: '層級',
  bars: '條形：句子權重',
  byBoth: '按詞權重 × 句子權重著色',
  byWord: '按詞在句內的權重著色',
  bySentence: '按句子權重著色',
  forget: '取消選定',
  previousWord: '上一個詞',
  nextWord: '下一個詞',
  stronger: '下一個最強的詞',
};

/** Reasons of failures, by their English. */
const reasons = {
  'it must have {0} axes, or one more before them': '須有 {0} 個軸，或前面再加一個',
  'there is no batch item {0}': '一批中沒有第 {0} 項',
  'word_weights are those of {0} sentences': 'word_weights 是 {0} 個句子的權重',
};

export const textZhHant = { ...coreZhHant, ...own, ...reasons };
