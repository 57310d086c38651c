import type { RareSentences } from './needs.js';

/** Sentences that few pages say. In the files for pages they come with the reasons of failures. */
export const rareZhHant: RareSentences = {
  scheme: '{url} 不是可讀取的位址：src 只接受 http、https、blob 和 data 位址。',
  'on-disk':
    '{url} 在磁碟上，從磁碟開啟的網頁不能讀取檔案。請用伺服器提供這個資料夾，例如 npx serve，或把資料寫在 data 裡。',
  html: '{url} 是網頁而不是資料。伺服器可能用網頁代替了缺少的檔案：請檢查 src 中的位址。',
  'unknown-format': '{url} 不屬於這裡能讀取的格式：{formats}。',
  'foreign-format': '{url} 是 {format} 檔案，這裡不讀取。請用 np.savez 或 safetensors 把其中的注意力存成陣列。',
  'packed-file': '{url} 是用 {format} 壓縮的。請先解壓縮，再給出其中的檔案。',
  'wrong-encoding':
    '{url} 不是 {encoding} 編碼的文字。請用 encoding 指明編碼，如 encoding="big5"、"gbk"、"shift_jis" 或 "latin1"，或者另存為 UTF-8。',
  pickled: '{url} 含有 Python pickle 物件，基於安全從不讀取。請用 np.savez 或 safetensors 儲存一般陣列。',
  'python-object':
    '{url} 含有 Python 的 {name}，這裡從不建立它。請只儲存張量，以及由它們組成的列表、元組和字典，例如 torch.save(tuple(outputs.attentions), path)。',
  'pickled-array':
    '{url} 中的陣列 {name} 含有 Python pickle 物件，基於安全從不讀取。請儲存為一般陣列：文字用 dtype=str，每層各存一個陣列。',
  'mask-contradicts':
    '遮罩幾乎遮住了第 {layer} 層頭 {head} 的全部注意力。如果它標出的是要遮住的位置，請設定 mask-sense="hidden"；如果它本來就沒錯，請設定 mask-sense="allowed"。',
  'no-array': '{url} 中沒有名為 {name} 的陣列。其中有：{names}。',
  'ambiguous-array': '{url} 中有多個陣列，但沒有一個叫 attention。請在 array 中指定其一：{names}。',
  'wrong-token-count': '{axis}方向有 {count} 個詞元，卻有 {expected} 個位置。',
  'bad-segments':
    '{name} 的值是 {value}。它應是由 kind（class、register、text、image）、start 和 length 組成、互不重疊的清單；image 的 rows 乘 columns 等於 length。',
  'segments-misfit':
    'segments 超出了 {queries} 個查詢和 {keys} 個鍵，或者兩邊都說得通：請寫成 query_segments 或 key_segments。',
  'no-source': '網頁上沒有 {selector} 所指的、顯示注意力的元素。請檢查 from。',
  'missing-source': '還沒有可顯示的內容：需要 src、data 或 from。',
  'unknown-attribute': '沒有名為 {name} 的屬性。是否想寫 {names}？',
  'sibling-attribute': '{name} 是 {tags} 的屬性，在這裡不起作用。',
  unclosed:
    '標籤沒有閉合：HTML 不認 <{tag}/> 這種寫法，其後從 <{first}> 起的內容都成了它的子元素。請寫成 <{tag}></{tag}>。',
  'no-webgl': '這台裝置沒有能做浮點計算的 WebGL2 上下文。請改用 core/math。',
  'context-lost': '計算途中圖形裝置被重置。請再試一次。',
  'no-picture': '{url} 無法顯示：沒有找到，或者不是圖片。請檢查 image。',
  'picture-locked': '圖片 {url} 不能複製到這個檔案中：對方網站不允許（CORS）。儲存為 SVG 時，圖形會連結到它。',
  'not-laid-out': '圖被隱藏或不在頁面上，因此沒有大小。顯示之後才能儲存為圖片。',
  'too-long': '表格超過 {limit} 個字元，這是一段文字的最大長度。圖的選單裡的「儲存為 CSV」可以存成任意大小的檔案。',
  needsText: '需要文字',
  needsNothing: '這個屬性不帶值；要關閉它，就不要寫它',
  needsWord: '需要 {choices} 之一',
  needsHead: '需要整數（從 0 數起，負數從末尾數起），或 {choices} 之一',
  needsIndices: '需要從 0 數起的編號，如 0 3 5',
  needsWords: '需要一串詞',
  needsNumber: '需要一個數',
  needsAbove: '需要大於 {above} 的數',
  needsAboveAtMost: '需要大於 {above}、至多為 {most} 的數',
  needsBetween: '需要 {least} 到 {most} 之間的數',
  needsCount: '需要不小於 {least} 的整數',
  needsInteger: '需要整數',
  needsIndex: '需要整數：從 0 數起；負數從末尾數起，−1 是最後一個',
  needsPosition: '共有 {count} 個：0 到 {last}，或從末尾數起的 −1 到 −{count}',
  needsEither: '它與 {other} 只需其一',
  needsSpans: '需要兩個範圍，先列後欄，如 40:80 0:80',
  needsGrid: '需要兩個整數：列數和欄數，如 14 14',
  needsSpan: '需要兩個整數：第一個圖塊的位置和圖塊數，如 35 576',
  needsPair: '需要兩個數，小的在前',
};
