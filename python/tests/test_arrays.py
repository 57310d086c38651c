"""Arrays of every framework, as NumPy itself reads the file that is made of them."""

import io
from array import array

import pytest

from attn_elements.arrays import as_array
from attn_elements.layers import read_layers
from attn_elements.npz import npz

numpy = pytest.importorskip("numpy", reason="NumPy is not installed")


def read_back(arrays):
    return dict(numpy.load(io.BytesIO(npz(arrays))))


@pytest.mark.parametrize(
    "code", ["float16", "float32", "float64", "int8", "uint8", "int64", "bool", ">f4"], ids=lambda code: code
)
@pytest.mark.parametrize("order", ["C", "F"])
def test_numpy_reads_what_was_numpys(code, order):
    given = numpy.asarray(numpy.arange(24).reshape(2, 3, 4) % 3, dtype=code, order=order)
    found = read_back({"attention": as_array(given)})["attention"]
    assert found.dtype == given.dtype.newbyteorder("<")
    numpy.testing.assert_array_equal(found, given)


def test_nested_lists_need_no_framework():
    found = read_back({"attention": as_array([[1, 0], (0.25, 0.75)])})["attention"]
    numpy.testing.assert_array_equal(found, numpy.float32([[1, 0], [0.25, 0.75]]))


def test_a_buffer_is_an_array():
    assert as_array(array("d", [1, 2])).shape == (2,)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([[1, 0], [1]], "lengths differ"),
        ([["a", "b"]], "no numbers"),
        (object(), "object is no array"),
        (numpy.array([1j]), "complex128 holds no real numbers"),
        ([numpy.zeros(2), numpy.zeros(3)], "different shapes"),
    ],
)
def test_what_is_no_array_is_refused(given, message):
    with pytest.raises(TypeError, match=message):
        as_array(given)


def test_jax_arrays_are_read_as_they_are():
    jax = pytest.importorskip("jax", reason="JAX is not installed")
    given = jax.numpy.asarray([[0.5, 0.25]])
    assert as_array(given) == as_array([[0.5, 0.25]])
    assert as_array(given.astype("bfloat16")) == as_array([[0.5, 0.25]])


class Tensor:
    """An array that has nothing but what TensorFlow's eager tensors have."""

    def __init__(self, values):
        self.values = values

    def numpy(self):
        return self.values

    def __array__(self):
        return self.values


def test_tensors_that_become_numpy_arrays_are_read_so():
    assert as_array(Tensor(numpy.float32([1, 2]))) == as_array([1, 2])


def test_layers_of_one_size_are_stacked_and_others_numbered():
    same = [numpy.zeros((1, 2, 3, 3)), numpy.ones((1, 2, 3, 3))]
    assert read_layers(same, "attention")[0]["attention"].shape == (2, 2, 3, 3)
    named, _ = read_layers([numpy.zeros((1, 2, 3, 3)), numpy.zeros((1, 2, 3, 4))], "attention")
    assert {name: one.shape for name, one in named.items()} == {"attention.0": (2, 3, 3), "attention.1": (2, 3, 4)}


def test_a_sequence_of_a_batch_is_chosen():
    layers = [numpy.arange(36.0).reshape(2, 2, 3, 3) + layer for layer in range(2)]
    whole, axes = read_layers(layers, "attention")
    assert (whole["attention"].shape, axes) == ((2, 2, 2, 3, 3), "layer batch head query key")
    chosen = read_back(read_layers(layers, "attention", batch=-1)[0])["attention"]
    numpy.testing.assert_array_equal(chosen, numpy.stack([layer[1] for layer in layers]))
    stacked = read_back(read_layers(numpy.stack(layers), "attention", batch=1)[0])["attention"]
    numpy.testing.assert_array_equal(stacked, chosen)
    with pytest.raises(ValueError, match="batch is 2: there are 2 sequences"):
        read_layers(layers, "attention", batch=2)
