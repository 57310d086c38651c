/** Sentences of failures that few pages meet. In the files for pages they come with the first that is met. */
export const rareSentences = {
  scheme: '{url} is not an address that can be read: src takes http, https, blob and data addresses.',
  'on-disk':
    '{url} lies on a disk, and a page that was opened from there may read no files. Serve the folder, as with npx serve, or write the data into data.',
  html: '{url} is a web page, not data. The server may answer missing files with a page: check the address in src.',
  'unknown-format': '{url} is none of the formats that are read here: {formats}.',
  'foreign-format':
    '{url} is a file of {format}, which is not read. Save the attention in it as arrays, with np.savez or safetensors.',
  'packed-file': '{url} is packed with {format}. Unpack it, and give the file that was in it.',
  'wrong-encoding':
    '{url} is no text in {encoding}. Name its encoding, as in encoding="gbk", "big5", "shift_jis" or "latin1", or save it as UTF-8.',
  pickled: '{url} holds pickled Python objects, which are never read. Save plain arrays, with np.savez or safetensors.',
  'python-object':
    '{url} holds {name} of Python, which is never made here. Save tensors alone, in lists, tuples and dicts of them, as in torch.save(tuple(outputs.attentions), path).',
  'pickled-array':
    'The array {name} of {url} holds pickled Python objects, which are never read. Save it as a plain array: of text with dtype=str, of layers one array each.',
  'mask-contradicts':
    'The mask hides nearly all attention of layer {layer}, head {head}. Where it marks what is hidden, set mask-sense="hidden"; if it is right as it is, mask-sense="allowed".',
  'no-array': 'There is no array {name} in {url}. It holds: {names}.',
  'ambiguous-array': '{url} holds several arrays and none is called attention. Name one of them in array: {names}.',
  'wrong-token-count':
    '{count|one:There is|other:There are} {count} {axis} {count|one:token|other:tokens} for {expected} {axis} {expected|one:position|other:positions}.',
  'bad-segments':
    '{name} is {value}. It must be a list of kind (class, register, text, image), start and length, of which none overlap; rows and columns of an image multiply to its length.',
  'segments-misfit':
    'The segments reach beyond {queries} queries and {keys} keys, or could be of either: name them query_segments or key_segments.',
  'no-source': 'Nothing on this page that {selector} names shows attention. Check from.',
  'missing-source': 'There is nothing to show yet: src, data or from is needed.',
  'unknown-attribute': 'There is no attribute {name}. Was {names} meant?',
  'sibling-attribute': '{name} is an attribute of {tags}, and does nothing here.',
  unclosed:
    'The tag is not closed: HTML knows no <{tag}/>, and what follows it, from <{first}> on, has become its content. Write <{tag}></{tag}>.',
  'no-webgl': 'This device offers no WebGL2 context that computes with floats. Use core/math instead.',
  'context-lost': 'The graphics device was reset while it computed. Try again.',
  'no-picture': '{url} cannot be shown: it was not found, or is no picture. Check image.',
  'picture-locked':
    'The picture {url} may not be copied into this file: its site does not allow it (CORS). Saved as SVG, the figure links to it.',
  'not-laid-out':
    'The figure is hidden, or not on a page, and so has no size. It can be saved as a picture once it is shown.',
  'too-long':
    'The table has more than {limit} characters, which is the longest text there is. Save as CSV in the figure’s menu makes a file of any size.',
} as const;
