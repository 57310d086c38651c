"""What is shown, in a browser whose network is cut."""

import importlib.metadata
import json
import re

import pytest

from attn_elements import Figure, show
from attn_elements.script import script_text

HEATMAP = "attn-heatmap"


def test_attributes_are_those_of_the_element(cells):
    figure = show(cells, ["a", b"b", 3, "<s>"], layer=1, hide_first_token=True, group=None, query_tokens=["\n"])
    assert figure.attributes == {
        "layer": "1",
        "hide-first-token": "",
        "query-tokens": '["\\n"]',
        "tokens": '["a", "b", "3", "<s>"]',
    }
    assert repr(figure) == "<attn-heatmap> of attention [2, 2, 4, 4]"


def test_tokens_of_a_batch_are_those_of_its_sequence(cells):
    both = [["a", "b", "c", "d"], ["e", "f", "g", "h"]]
    batched = [[layer, layer] for layer in cells]
    assert show(batched, both).attributes["tokens"] == json.dumps(both)
    assert show(batched, both, batch=1).attributes["tokens"] == json.dumps(both[1])


@pytest.mark.parametrize(
    ("given", "options", "message"),
    [
        (None, {}, "attn_implementation"),
        ([[1.0]], {"element": "attn-trainer"}, "it is one of attn-heatmap"),
        ({"encoder": [[1.0]], "cross": [[1.0]]}, {}, "array= names one of encoder, cross"),
    ],
)
def test_what_is_not_clear_is_refused(given, options, message):
    with pytest.raises(ValueError, match=message):
        show(given, **options)


def test_one_text_is_no_list_of_tokens():
    with pytest.raises(TypeError, match="a text for each token"):
        show([[1.0]], "a b")


def test_the_script_ends_no_element_of_a_page():
    assert not re.search(r"</script|<!--", script_text(), re.IGNORECASE)


def shown(page, figure: Figure, around: str = "{}"):
    """The element in the frame that a notebook puts into its page."""
    page.set_content(around.format(figure._repr_html_()))
    element = page.frame_locator("iframe").locator(figure.tag)
    element.locator("[part~=figure]").wait_for()
    element.evaluate("(element) => element.ready")
    return element


@pytest.mark.parametrize("element", ["attn-heatmap", "attn-links", "attn-text"])
def test_a_frame_shows_a_figure_without_asking_for_a_file(page, cells, element):
    figure = shown(page, show(cells, ["a", "</script>", "c", "d"], element=element, layer=0, head=1))
    csv = figure.evaluate("(element) => element.toCSV()")
    assert "</script>" in csv
    assert (page.asked, page.errors) == ([], [])
    frame = page.locator("iframe")
    page.wait_for_function(
        "() => { const frame = document.querySelector('iframe');"
        " return Math.abs(frame.clientHeight - frame.contentDocument.body.getBoundingClientRect().height) <= 1; }"
    )
    assert frame.evaluate("(frame) => frame.contentDocument.documentElement.scrollWidth <= frame.clientWidth")


def test_a_frame_is_dark_where_the_notebook_is(page, cells):
    figure = shown(page, show(cells), '<body style="background: #111; color: #eee">{}</body>')
    scheme = "(element) => getComputedStyle(element).colorScheme"
    assert figure.evaluate(scheme) == "dark"
    page.evaluate("document.body.style.color = 'black'")
    page.frame_locator("iframe").locator("html[style*=light]").wait_for()
    assert figure.evaluate(scheme) == "light"


def test_a_saved_page_stands_alone(page, cells, tmp_path):
    show(cells, list("abcd"), heading="Four <tokens>").save(tmp_path / "figure.html")
    page.goto((tmp_path / "figure.html").as_uri())
    page.locator(f"{HEATMAP} [part~=figure]").wait_for()
    assert page.title() == "Four <tokens>"
    assert page.errors == []


def test_the_wheel_holds_the_script_and_asks_for_no_package():
    try:
        wheel = importlib.metadata.distribution("attn-elements")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("The package is not installed.")
    names = {path.name for path in wheel.files}
    assert {"one.js", "NOTICES.txt", "LICENSE", "figure.py"} <= names
    assert [one for one in wheel.requires or () if "extra ==" not in one] == []


def test_versions_of_npm_have_a_form_in_python(monkeypatch):
    build = pytest.importorskip("hatchling", reason="hatchling is not installed")
    assert build
    import importlib.util
    from pathlib import Path

    spec = importlib.util.spec_from_file_location("hatch_build", Path(__file__).parents[1] / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert [module.python_version(one) for one in ("1.2.3", "1.0.0-beta.2", "2.0.0-next.0")] == [
        "1.2.3",
        "1.0.0b2",
        "2.0.0.dev0",
    ]
    with pytest.raises(ValueError, match="has no form"):
        module.python_version("1.0.0-canary.1")
