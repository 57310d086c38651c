"""TensorBoard's own reader of a file of ours, as JSON; and a file of its own writer, of both generations of summaries."""

import io
import json
import sys
import warnings

warnings.filterwarnings("ignore")

from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorboard.plugins.histogram import metadata as histogram_metadata
from tensorboard.plugins.image import metadata as image_metadata
from tensorboard.plugins.scalar import metadata as scalar_metadata
from tensorboard.summary.writer.event_file_writer import EventFileWriter


def png():
    out = io.BytesIO()
    Image.new("RGB", (2, 1), (255, 0, 0)).save(out, "PNG")
    return out.getvalue()


def write(folder):
    writer = EventFileWriter(folder)

    def add(step, **fields):
        value = summary_pb2.Summary.Value(**fields)
        writer.add_event(event_pb2.Event(step=step, wall_time=1.0, summary=summary_pb2.Summary(value=[value])))

    add(1, tag="old/loss", simple_value=2.5)
    add(3, tag="old/loss", simple_value=-0.5)
    add(2, tag="old/loss", simple_value=1.25)
    tensor = tensor_pb2.TensorProto(dtype=types_pb2.DT_FLOAT, float_val=[0.75])
    add(7, tag="new/loss", tensor=tensor, metadata=scalar_metadata.create_summary_metadata("", ""))
    packed = tensor_pb2.TensorProto(dtype=types_pb2.DT_DOUBLE, tensor_content=b"\0\0\0\0\0\0\xd0\x3f")
    add(8, tag="new/loss", tensor=packed)
    histogram = summary_pb2.HistogramProto(min=-1, max=3, num=6, sum=4, sum_squares=9)
    histogram.bucket_limit.extend([0, 1, 4])
    histogram.bucket.extend([1, 3, 2])
    add(4, tag="old/weights", histo=histogram)
    shape = tensor_shape_pb2.TensorShapeProto(dim=[{"size": 2}, {"size": 3}])
    rows = tensor_pb2.TensorProto(dtype=types_pb2.DT_DOUBLE, tensor_shape=shape, double_val=[0, 1, 5, 1, 2, 6])
    add(4, tag="new/weights", tensor=rows, metadata=histogram_metadata.create_summary_metadata("", ""))
    add(5, tag="old/map", image=summary_pb2.Summary.Image(height=1, width=2, colorspace=3, encoded_image_string=png()))
    strings = tensor_pb2.TensorProto(dtype=types_pb2.DT_STRING, string_val=[b"2", b"1", png()])
    images = image_metadata.create_summary_metadata("", "", converted_to_tensor=False)
    add(6, tag="new/map", tensor=strings, metadata=images)
    text = summary_pb2.SummaryMetadata(plugin_data={"plugin_name": "text"})
    note = tensor_pb2.TensorProto(dtype=types_pb2.DT_STRING, string_val=[b"a note"])
    add(1, tag="note", tensor=note, metadata=text)
    writer.close()


def read(folder):
    everything = {"scalars": 0, "images": 0, "histograms": 0}
    events = EventAccumulator(folder, size_guidance=everything)
    events.Reload()
    tags = events.Tags()
    return {
        "scalars": {tag: [[one.step, one.value] for one in events.Scalars(tag)] for tag in tags["scalars"]},
        "histograms": {
            tag: [
                [one.step, one.histogram_value.num, one.histogram_value.sum, sum(one.histogram_value.bucket)]
                for one in events.Histograms(tag)
            ]
            for tag in tags["histograms"]
        },
        "images": {
            tag: [
                [one.step, *Image.open(io.BytesIO(one.encoded_image_string)).convert("RGB").getdata()]
                for one in events.Images(tag)
            ]
            for tag in tags["images"]
        },
    }


if sys.argv[1] == "write":
    write(sys.argv[2])
    print(json.dumps(None))
else:
    print(json.dumps(read(sys.argv[2])))
