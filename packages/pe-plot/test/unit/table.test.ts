import { describe, expect, it } from 'vitest';
import { loadTable } from '../../src/table.js';

const { signal } = new AbortController();
const table = [
  [1, 2, 3],
  [4, 5, 6],
];
const other = [[9]];

/** The table in data, or why there is none. */
async function read(data: unknown, name: string | null = null, fault: 'matrix' | 'biases' = 'matrix') {
  try {
    const { shape, values } = await loadTable(data as Parameters<typeof loadTable>[0], name, fault, { signal });
    return { shape, values: [...values] };
  } catch (error) {
    const { code, message } = error as Error & { code: string };
    return { code, message };
  }
}

const found = { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] };

describe('the table in a file', () => {
  it('is the only array, whatever it is called', async () => {
    expect(await read(table)).toEqual(found);
    expect(await read({ anything: table })).toEqual(found);
    expect(await read({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) })).toEqual(found);
  });

  it.each([
    'wpe',
    'transformer.wpe.weight',
    'pos_embed',
    'encoder.pos_embeds',
    'embeddings.position_embeddings.weight',
    'model.decoder.embed_positions.weight',
    'positional_encoding',
    'pe',
    'encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight',
    'wpe.weight',
    'positions_embed.weight',
    'vit.embeddings.position_embeddings',
    'text_model.embeddings.position_embedding.weight',
    'visual.positional_embedding',
    'Transformer/posembed_input/pos_embedding',
    'bert/embeddings/position_embeddings',
    'transformer/wpe/embedding',
    'position_embd.weight',
    'encoder.relpos_bias.rel_embedding',
  ])('among others is the one that is called %s', async (name) => {
    expect(await read({ tokens_embed: other, [name]: table, 'lm_head.weight': other })).toEqual(found);
  });

  it('is the one that is named, before any that has such a name', async () => {
    expect(await read({ wpe: other, mine: table }, 'mine')).toEqual(found);
  });

  it('is offered by name where several have such names', async () => {
    const both = { pos_embed: table, decoder_pos_embed: table, cls_token: other };
    expect(await read(both)).toMatchObject({
      code: 'ambiguous-array',
      message: expect.stringContaining('Name one of them in array: pos_embed, decoder_pos_embed'),
    });
    expect(await read(both, 'decoder_pos_embed')).toEqual(found);
    // Of positions and biases, each kind takes its own.
    const mixed = { wpe: table, 'relative_attention_bias.weight': other };
    expect(await read(mixed)).toEqual(found);
    expect(await read(mixed, null, 'biases')).toEqual({ shape: [1, 1], values: [9] });
  });

  it('may stand in a batch of one', async () => {
    expect(await read([table])).toEqual(found);
  });

  it('is looked for in vain among names that tables do not have', async () => {
    const failed = await read({ wte: other, 'h.0.attn.weight': table });
    expect(failed).toMatchObject({ code: 'no-array', message: expect.stringMatching(/wte, h\.0\.attn\.weight/) });
    expect(await read({ wpe: table }, 'mine')).toMatchObject({ code: 'no-array' });
  });

  it.each([
    ['of one axis', [1, 2, 3]],
    ['of three axes', [table, table]],
    ['of four axes', [[table]]],
  ])('%s is none', async (_, data) => {
    const failed = await read(data);
    expect(failed).toMatchObject({
      code: 'bad-option',
      message: expect.stringContaining('a table is [positions, width]'),
    });
    expect(await read(data, null, 'biases')).toMatchObject({
      message: expect.stringContaining('a table of biases is [buckets, heads] or [heads, buckets]'),
    });
  });

  it.each([
    ['2, 2, 3', [table, table]],
    ['0, 3', { shape: [0, 3], data: new Float32Array(0) }],
    ['1, 2', { wpe: [['a', 'b']] }],
  ])('says its shape where that, or what it holds, is wrong: [%s]', async (shape, data) =>
    expect(await read(data)).toMatchObject({
      code: 'bad-option',
      message: expect.stringContaining(`[${shape}]: a table is`),
    }),
  );

  it('is made into an encoding', async () => {
    const { defaults } = await import('../../src/settings.js');
    const loaded = await loadTable(table, null, 'matrix', { signal });
    expect(loaded.encoding(defaults)).toMatchObject({ kind: 'learned', length: 2, width: 3 });
  });
});
