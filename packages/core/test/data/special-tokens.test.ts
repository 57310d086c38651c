import { describe, expect, it } from 'vitest';
import { isSpecialToken, load, openAttention, specialKeys } from '../../src/data/index.js';

describe('a special token', () => {
  // As the tokenizers of BERT, T5, RoBERTa, GPT-2, Llama 3, ChatGLM, BART and Qwen write them.
  it.each(['[CLS]', '[SEP]', '[PAD]', '[UNK]', '[MASK]', '[unused1]'.toUpperCase(), '<s>', '</s>', '<pad>', '<bos>'])(
    'is %s',
    (token) => expect(isSpecialToken(token)).toBe(true),
  );
  it.each(['<|endoftext|>', '<|begin_of_text|>', '<|im_start|>', '<extra_id_0>', '<unk>', '<eos>'])('is %s', (token) =>
    expect(isSpecialToken(token)).toBe(true),
  );
  it.each(['the', '[', ']', '<', '>', '[a]', '< s >', '<0x0A>', 'est</w>', '</w>', '', '▁<', 'a[CLS]', '<>'])(
    'is not %s',
    (token) => expect(isSpecialToken(token)).toBe(false),
  );
});

describe('special keys of a layer', () => {
  const opened = async (data: object) => openAttention(await load(data as never));

  it('are found by position among the keys, not the queries', async () => {
    const source = await opened({
      attention: [[0.25, 0.25, 0.25, 0.25]],
      query_tokens: ['<bos>'],
      key_tokens: ['[CLS]', 'a', 'b', '[SEP]'],
    });
    expect([...specialKeys(source, 0)]).toEqual([
      [0, '[CLS]'],
      [3, '[SEP]'],
    ]);
  });

  it('are none without tokens, nor where they are the patches of a picture', async () => {
    const attention = [[0.2, 0.2, 0.2, 0.2, 0.2]];
    expect(specialKeys(await opened({ attention }), 0).size).toBe(0);
    const tokens = ['<s>', '<image>', '<image>', '<image>', '<image>'];
    const key_segments = [{ kind: 'image', start: 1, length: 4 }];
    const source = await opened({ attention, key_tokens: tokens, key_segments });
    expect([...specialKeys(source, 0)]).toEqual([[0, '<s>']]);
  });
});
