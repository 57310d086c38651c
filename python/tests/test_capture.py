"""Weights and queries and keys of real models, made from configurations: no model is downloaded."""

import copy

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
transformers = pytest.importorskip("transformers", minversion="5", reason="transformers 5 is not installed")

from attn_elements import capture, show  # noqa: E402
from attn_elements.arrays import as_array  # noqa: E402

SMALL = {"vocab_size": 40, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 48}
GROUPED = {**SMALL, "num_key_value_heads": 2, "max_position_embeddings": 64}
MODELS = {
    "gpt2": ("GPT2Model", transformers.GPT2Config(n_embd=32, n_layer=2, n_head=4, vocab_size=40, n_positions=32)),
    "bert": ("BertModel", transformers.BertConfig(**SMALL)),
    "llama": ("LlamaModel", transformers.LlamaConfig(**GROUPED)),
    "qwen3": ("Qwen3Model", transformers.Qwen3Config(**GROUPED, head_dim=16)),
    "mistral": ("MistralModel", transformers.MistralConfig(**GROUPED, sliding_window=3)),
}
ENCODER_DECODERS = {
    "t5": ("T5Model", transformers.T5Config(vocab_size=40, d_model=32, d_kv=8, d_ff=48, num_layers=2, num_heads=4)),
    "bart": (
        "BartModel",
        transformers.BartConfig(
            vocab_size=40, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
            decoder_attention_heads=4, encoder_ffn_dim=48, decoder_ffn_dim=48, max_position_embeddings=32,
        ),
    ),
}  # fmt: skip


def pair(models, name):
    """The same model twice: one that returns weights, and one that does not."""
    kind, config = models[name]
    torch.manual_seed(0)
    eager = getattr(transformers, kind)._from_config(copy.deepcopy(config), attn_implementation="eager").eval()
    sdpa = getattr(transformers, kind)._from_config(copy.deepcopy(config), attn_implementation="sdpa").eval()
    sdpa.load_state_dict(eager.state_dict())
    return eager, sdpa


IDS = torch.tensor([[4, 9, 2, 17, 33, 5, 8], [7, 7, 21, 3, 30, 1, 0]])
PADDED = torch.tensor([[1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 0, 0]])


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("mask", [None, PADDED], ids=["whole", "padded"])
def test_weights_are_those_that_eager_attention_returns(name, mask):
    eager, sdpa = pair(MODELS, name)
    with torch.no_grad():
        expected = eager(IDS, attention_mask=mask, output_attentions=True)
        plain = sdpa(IDS, attention_mask=mask).last_hidden_state
        with capture(sdpa) as captured:
            output = sdpa(IDS, attention_mask=mask)
    torch.testing.assert_close(output.last_hidden_state, plain, rtol=0, atol=0)
    assert len(captured.attentions) == len(expected.attentions) == 2
    seen = PADDED.bool() if mask is not None else torch.ones_like(PADDED, dtype=torch.bool)
    for weights, right in zip(captured.attentions, expected.attentions, strict=True):
        assert weights.shape == right.shape
        # What a query of the padding attends to is of no meaning, and differs.
        for row in range(2):
            torch.testing.assert_close(weights[row][:, seen[row]], right[row][:, seen[row]], rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", ENCODER_DECODERS)
def test_kinds_of_an_encoder_and_a_decoder_are_told_apart(name):
    eager, sdpa = pair(ENCODER_DECODERS, name)
    given = {"input_ids": IDS, "decoder_input_ids": IDS[:, :4]}
    with torch.no_grad():
        expected = eager(**given, output_attentions=True)
        with capture(sdpa) as captured:
            sdpa(**given)
    kinds = captured.attentions
    assert set(kinds) == {"encoder_attentions", "decoder_attentions", "cross_attentions"}
    for kind, layers in kinds.items():
        for weights, right in zip(layers, getattr(expected, kind), strict=True):
            torch.testing.assert_close(weights, right, rtol=0, atol=1e-5)
    with pytest.raises(ValueError, match="array= names one of encoder_attentions"):
        show(captured, batch=0)
    assert show(captured, batch=0, array="cross_attentions").shapes == {"attention": (2, 4, 4, 7)}


def test_eager_attention_is_captured_too_and_then_left_alone():
    eager, _ = pair(MODELS, "gpt2")
    with torch.no_grad():
        with capture(eager) as captured:
            expected = eager(IDS, output_attentions=True).attentions
        eager(IDS)
    assert len(captured.attentions) == 2
    for weights, right in zip(captured.attentions, expected, strict=True):
        torch.testing.assert_close(weights, right, rtol=0, atol=0)


def test_a_generation_is_one_matrix_a_head():
    kind, config = "GPT2LMHeadModel", MODELS["gpt2"][1]
    torch.manual_seed(0)
    model = getattr(transformers, kind)._from_config(copy.deepcopy(config), attn_implementation="sdpa").eval()
    with torch.no_grad():
        with capture(model) as captured:
            text = model.generate(IDS[:1], max_new_tokens=3, do_sample=False, pad_token_id=0)
        with capture(model) as whole:
            model(text[:, :-1])
    figure = show(captured)
    assert figure.shapes == {"attention": (2, 4, 9, 9)}
    expected = torch.stack([layer[0] for layer in whole.attentions])
    from attn_elements.layers import read_layers

    joined = read_layers(captured.attentions, "attention")[0]["attention"]
    found = torch.frombuffer(bytearray(joined.data), dtype=torch.float32).reshape(joined.shape)
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)


def test_queries_and_keys_make_the_weights_of_a_model_whose_keys_are_shared():
    eager, sdpa = pair(MODELS, "qwen3")
    with torch.no_grad():
        expected = eager(IDS[:1], output_attentions=True).attentions
        with capture(sdpa) as captured:
            sdpa(IDS[:1])
    sides = captured.queries_and_keys()
    for queries, keys, right in zip(sides["queries"], sides["keys"], expected, strict=True):
        assert (queries.shape, keys.shape) == ((1, 4, 7, 16), (1, 2, 7, 16))
        scores = queries @ keys.repeat_interleave(2, 1).transpose(-1, -2) / 4
        causal = torch.ones(7, 7).triu(1).bool()
        torch.testing.assert_close(scores.masked_fill(causal, -torch.inf).softmax(-1), right, rtol=0, atol=1e-5)
    assert show(**sides, mask="causal").shapes == {"queries": (2, 4, 7, 16), "keys": (2, 2, 7, 16)}


def test_queries_and_keys_are_refused_where_positions_are_a_bias():
    _, sdpa = pair(ENCODER_DECODERS, "t5")
    with torch.no_grad(), capture(sdpa) as captured:
        sdpa(input_ids=IDS, decoder_input_ids=IDS)
    with pytest.raises(ValueError, match="position_bias changes scores"):
        captured.queries_and_keys("encoder_attentions")


def test_modules_of_torch_are_asked_for_their_weights():
    torch.manual_seed(0)
    layer = torch.nn.TransformerEncoderLayer(16, 2, 32, batch_first=True, dropout=0)
    model = torch.nn.TransformerEncoder(layer, 2).eval()
    inputs = torch.randn(1, 5, 16)
    with torch.no_grad():
        plain = model(inputs)
        with capture(model) as captured:
            output = model(inputs)
        expected = model.layers[0].self_attn(inputs, inputs, inputs, average_attn_weights=False)[1]
    torch.testing.assert_close(output, plain, rtol=0, atol=1e-5)
    torch.testing.assert_close(captured.attentions[0], expected, rtol=0, atol=1e-6)
    assert show(captured).shapes == {"attention": (2, 2, 5, 5)}


def test_a_model_without_weights_says_how_to_get_them():
    _, sdpa = pair(MODELS, "gpt2")
    with torch.no_grad():
        output = sdpa(IDS)
    for nothing in (output, output.attentions, (None, None)):
        with pytest.raises(ValueError, match="attn_implementation"):
            show(nothing)
    with capture(sdpa) as captured:
        pass
    with pytest.raises(ValueError, match="Nothing was captured"):
        show(captured)


def test_half_precision_is_shown_as_float32():
    tensor = torch.tensor([[0.5, 0.25]], dtype=torch.bfloat16, requires_grad=True)
    assert as_array(tensor) == as_array([[0.5, 0.25]])
