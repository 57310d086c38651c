import { partSentences, type SayPart } from '../part-sentences.js';

const en = {
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Show all',
  goTo: 'Go to token…',
  token: 'Token or position',
  found: '{count} {count|one:match|other:matches}',
  none: 'No match',
  wheel: '{key} and the wheel zoom; dragging chooses a part.',
  moving: '{key} and the wheel zoom; dragging moves the part, with Shift it chooses one.',
  help: '+ and − zoom, 0 shows all, Shift and arrow keys move what is shown, g goes to a token.',
  shown: 'part shown: {rows} {from} to {to}, {columns} {first} to {last}, of {height} × {width}',
  seen: 'Part shown: {rows} {from} to {to}, {columns} {first} to {last}.',
};

export type ZoomSentences = keyof typeof en;
export type SayZoom = SayPart<ZoomSentences>;

const zhHans: Record<ZoomSentences, string> = {
  zoomIn: '放大',
  zoomOut: '缩小',
  whole: '显示全部',
  goTo: '前往词元…',
  token: '词元或位置',
  found: '{count} 处匹配',
  none: '没有匹配',
  wheel: '按住 {key} 滚动滚轮可缩放；拖动可框选一部分。',
  moving: '按住 {key} 滚动滚轮可缩放；拖动可移动，按住 Shift 拖动可框选。',
  help: '+ 和 − 缩放，0 显示全部，Shift 加方向键移动，g 前往某个词元。',
  shown: '当前显示{rows} {from} 至 {to}、{columns} {first} 至 {last}，全部为 {height} × {width}',
  seen: '只显示{rows} {from} 至 {to} 与{columns} {first} 至 {last}。',
};

const zhHant: Record<ZoomSentences, string> = {
  zoomIn: '放大',
  zoomOut: '縮小',
  whole: '顯示全部',
  goTo: '前往詞元…',
  token: '詞元或位置',
  found: '{count} 處相符',
  none: '沒有相符項目',
  wheel: '按住 {key} 捲動滾輪可縮放；拖曳可框選一部分。',
  moving: '按住 {key} 捲動滾輪可縮放；拖曳可移動，按住 Shift 拖曳可框選。',
  help: '+ 和 − 縮放，0 顯示全部，Shift 加方向鍵移動，g 前往某個詞元。',
  shown: '目前顯示{rows} {from} 至 {to}、{columns} {first} 至 {last}，全部為 {height} × {width}',
  seen: '只顯示{rows} {from} 至 {to} 與{columns} {first} 至 {last}。',
};

export const sayZoom = partSentences('zoom', en, { 'zh-Hans': zhHans, 'zh-Hant': zhHant });
