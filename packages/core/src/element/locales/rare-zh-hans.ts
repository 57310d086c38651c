import type { RareSentences } from './needs.js';

/** Sentences that few pages say. In the files for pages they come with the reasons of failures. */
export const rareZhHans: RareSentences = {
  scheme: '{url} 不是可读取的地址：src 只接受 http、https、blob 和 data 地址。',
  'on-disk':
    '{url} 在磁盘上，从磁盘打开的网页不能读取文件。请用服务器提供这个文件夹，例如 npx serve，或把数据写在 data 里。',
  html: '{url} 是网页而不是数据。服务器可能用网页代替了缺失的文件：请检查 src 中的地址。',
  'unknown-format': '{url} 不属于这里能读取的格式：{formats}。',
  'foreign-format': '{url} 是 {format} 文件，这里不读取。请用 np.savez 或 safetensors 把其中的注意力存成数组。',
  'packed-file': '{url} 是用 {format} 压缩的。请先解压，再给出其中的文件。',
  'wrong-encoding':
    '{url} 不是 {encoding} 编码的文本。请用 encoding 指明编码，如 encoding="gbk"、"big5"、"shift_jis" 或 "latin1"，或者另存为 UTF-8。',
  pickled: '{url} 含有 Python pickle 对象，出于安全从不读取。请用 np.savez 或 safetensors 保存普通数组。',
  'python-object':
    '{url} 含有 Python 的 {name}，这里从不创建它。请只保存张量，以及由它们组成的列表、元组和字典，例如 torch.save(tuple(outputs.attentions), path)。',
  'pickled-array':
    '{url} 中的数组 {name} 含有 Python pickle 对象，出于安全从不读取。请保存为普通数组：文字用 dtype=str，每层各存一个数组。',
  'mask-contradicts':
    '掩码几乎遮住了第 {layer} 层头 {head} 的全部注意力。如果它标出的是要遮住的位置，请设置 mask-sense="hidden"；如果它本来就没错，请设置 mask-sense="allowed"。',
  'no-array': '{url} 中没有名为 {name} 的数组。其中有：{names}。',
  'ambiguous-array': '{url} 中有多个数组，但没有一个叫 attention。请在 array 中指定其一：{names}。',
  'wrong-token-count': '{axis}方向有 {count} 个词元，却有 {expected} 个位置。',
  'bad-segments':
    '{name} 的值是 {value}。它应是由 kind（class、register、text、image）、start 和 length 组成、互不重叠的列表；image 的 rows 乘 columns 等于 length。',
  'segments-misfit':
    'segments 超出了 {queries} 个查询和 {keys} 个键，或者两边都说得通：请写成 query_segments 或 key_segments。',
  'no-source': '网页上没有 {selector} 所指的、显示注意力的元素。请检查 from。',
  'missing-source': '还没有可显示的内容：需要 src、data 或 from。',
  'unknown-attribute': '没有名为 {name} 的属性。是否想写 {names}？',
  'sibling-attribute': '{name} 是 {tags} 的属性，在这里不起作用。',
  unclosed:
    '标签没有闭合：HTML 不认 <{tag}/> 这种写法，其后从 <{first}> 起的内容都成了它的子元素。请写成 <{tag}></{tag}>。',
  'no-webgl': '这台设备没有能做浮点计算的 WebGL2 上下文。请改用 core/math。',
  'context-lost': '计算途中图形设备被重置。请再试一次。',
  'no-picture': '{url} 无法显示：没有找到，或者不是图片。请检查 image。',
  'picture-locked': '图片 {url} 不能复制到这个文件中：对方站点不允许（CORS）。保存为 SVG 时，图形会链接到它。',
  'not-laid-out': '图被隐藏或不在页面上，因此没有大小。显示之后才能保存为图片。',
  'too-long': '表格超过 {limit} 个字符，这是一段文本的最大长度。图的菜单里的“保存为 CSV”可以存成任意大小的文件。',
  needsText: '需要文字',
  needsNothing: '这个属性不带值；要关闭它，就不要写它',
  needsWord: '需要 {choices} 之一',
  needsHead: '需要整数（从 0 数起，负数从末尾数起），或 {choices} 之一',
  needsIndices: '需要从 0 数起的编号，如 0 3 5',
  needsWords: '需要一串词',
  needsNumber: '需要一个数',
  needsAbove: '需要大于 {above} 的数',
  needsAboveAtMost: '需要大于 {above}、至多为 {most} 的数',
  needsBetween: '需要 {least} 到 {most} 之间的数',
  needsCount: '需要不小于 {least} 的整数',
  needsInteger: '需要整数',
  needsIndex: '需要整数：从 0 数起；负数从末尾数起，−1 是最后一个',
  needsPosition: '共有 {count} 个：0 到 {last}，或从末尾数起的 −1 到 −{count}',
  needsEither: '它与 {other} 只需其一',
  needsSpans: '需要两个范围，先行后列，如 40:80 0:80',
  needsGrid: '需要两个整数：行数和列数，如 14 14',
  needsSpan: '需要两个整数：第一个图块的位置和图块数，如 35 576',
  needsPair: '需要两个数，小的在前',
};
