from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.nets import lite0
from ninelives.kernels.nets.lite0 import EPSILON, STRIDES, build_onnx, classes, folded
from ninelives.kernels.nets.runtime import runtime
from ninelives.kernels.nets.weights import lite0_weights

CATS = range(281, 286)  # ImageNet's tabby, tiger cat, Persian, Siamese, Egyptian
DOGS = range(151, 269)


@pytest.fixture(scope="module")
def weights():
    return lite0_weights()


@pytest.fixture(scope="module")
def session(weights):
    return runtime().InferenceSession(build_onnx(weights).SerializeToString(), providers=["CPUExecutionProvider"])


def pictures(*shape):
    return np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)


def padded(x, kernel, stride):
    """TensorFlow's SAME, as its guide states it: ceil(n / stride) outputs, the odd pixel of padding at the end."""
    pads = [(0, 0), (0, 0)]
    for length in x.shape[2:]:
        whole = max((-(-length // stride) - 1) * stride + kernel - length, 0)
        pads.append((whole // 2, whole - whole // 2))
    return np.pad(x, pads)


def convolved(x, kernel, stride, group):
    """A convolution as a sum over the kernel's places; ``group`` is 1, or the number of channels."""
    k = kernel.shape[2]
    x = padded(x, k, stride)
    rows, columns = ((length - k) // stride + 1 for length in x.shape[2:])
    total = 0.0
    for i in range(k):
        for j in range(k):
            part = x[:, :, i : i + stride * rows : stride, j : j + stride * columns : stride]
            how = "nchw,oc->nohw" if group == 1 else "nchw,co->nchw"
            total = total + np.einsum(how, part, kernel[:, :, i, j], optimize=True)
    return total


def reference(weights, picture):
    """The whole network in NumPy and float64, nothing folded."""

    def layer(x, conv, norm, stride=1, *, clip=True):
        kernel = weights[f"{conv}.weight"].astype(np.float64)
        x = convolved(x, kernel, stride, 1 if "depthwise" not in conv else len(kernel))
        mean, variance, gain, shift = (
            weights[f"{norm}.{part}"][:, None, None] for part in ("running_mean", "running_var", "weight", "bias")
        )
        x = (x - mean) / np.sqrt(variance + EPSILON) * gain + shift
        return np.clip(x, 0, 6) if clip else x

    x = layer((picture.transpose(0, 3, 1, 2) - 127.0) / 128, "_conv_stem", "_bn0", 2)
    for number, stride in enumerate(STRIDES):
        name, before = f"_blocks.{number}.", x
        if number:
            x = layer(x, f"{name}_expand_conv", f"{name}_bn0")
        x = layer(x, f"{name}_depthwise_conv", f"{name}_bn1", stride)
        x = layer(x, f"{name}_project_conv", f"{name}_bn2", clip=False)
        x = x + before if x.shape == before.shape else x
    return layer(x, "_conv_head", "_bn1").mean((2, 3))


@pytest.mark.parametrize("shape", [(1, 64, 64), (2, 47, 70), (1, 33, 32)])
def test_agrees_with_the_network_written_in_numpy(weights, session, shape):
    batch = pictures(*shape)
    (got,) = session.run(None, {"picture": batch})
    np.testing.assert_allclose(got, reference(weights, batch), atol=1e-4)


def test_agrees_with_plain_torch_modules(weights, session):
    torch = pytest.importorskip("torch", reason="the torch extra is not installed")
    batch = pictures(2, 224, 224)
    network = torch_network(torch, {name: torch.from_numpy(array) for name, array in weights.items()})
    with torch.no_grad():
        wanted, logits = network(torch.from_numpy(batch))
    (got,) = session.run(None, {"picture": batch})
    np.testing.assert_allclose(got, wanted.numpy(), atol=1e-4)
    matrix, bias = classes(weights)
    np.testing.assert_allclose(got @ matrix + bias, logits.numpy(), atol=1e-4)


def torch_network(torch, state):
    """The same from torch.nn's own layers; every weight must find its place, and none be left."""
    nn = torch.nn

    class Layer(nn.Module):
        def __init__(self, conv, norm, stride=1, clip=True):
            super().__init__()
            out, per_group, kernel = state[f"{conv}.weight"].shape[:3]
            groups = out if "depthwise" in conv else 1
            self.conv = nn.Conv2d(per_group * groups, out, kernel, stride, groups=groups, bias=False)
            self.norm = nn.BatchNorm2d(out, eps=1e-3)
            self.clip = nn.ReLU6() if clip else nn.Identity()
            self.conv.load_state_dict({"weight": used(f"{conv}.weight")})
            self.norm.load_state_dict({part: used(f"{norm}.{part}") for part in self.norm.state_dict()})

        def forward(self, x):
            pads = []
            for length in reversed(x.shape[2:]):
                (kernel, _), (stride, _) = self.conv.kernel_size, self.conv.stride
                whole = max((-(-length // stride) - 1) * stride + kernel - length, 0)
                pads += [whole // 2, whole - whole // 2]
            return self.clip(self.norm(self.conv(nn.functional.pad(x, pads))))

    left = set(state)

    def used(name):
        left.discard(name)
        return state[name]

    def block(number, stride):
        name = f"_blocks.{number}."
        layers = [Layer(f"{name}_expand_conv", f"{name}_bn0")] if number else []
        layers.append(Layer(f"{name}_depthwise_conv", f"{name}_bn1", stride))
        return nn.Sequential(*layers, Layer(f"{name}_project_conv", f"{name}_bn2", clip=False))

    stem, head = Layer("_conv_stem", "_bn0", 2), Layer("_conv_head", "_bn1")
    blocks = nn.ModuleList(block(number, stride) for number, stride in enumerate(STRIDES))
    linear = nn.Linear(1280, 1000)
    linear.load_state_dict({part: used(f"_fc.{part}") for part in ("weight", "bias")})
    assert not left
    for module in (stem, blocks, head):
        module.eval()

    def forward(batch):
        x = stem((batch.permute(0, 3, 1, 2).float() - 127) / 128)
        for layers in blocks:
            y = layers(x)
            x = x + y if x.shape == y.shape else y
        features = head(x).mean((2, 3))
        return features, linear(features)

    return forward


def test_a_batch_is_its_pictures(session):
    batch = pictures(3, 48, 64)
    (together,) = session.run(None, {"picture": batch})
    alone = [session.run(None, {"picture": picture[None]})[0] for picture in batch]
    np.testing.assert_allclose(together, np.concatenate(alone), atol=1e-5)


def test_folding_is_the_convolution_and_then_the_normalisation(weights):
    kernel, bias = folded(weights, "_blocks.3._depthwise_conv", "_blocks.3._bn1")
    assert kernel.dtype == bias.dtype == np.float32
    mean, variance, gain, shift = (
        weights[f"_blocks.3._bn1.{part}"] for part in ("running_mean", "running_var", "weight", "bias")
    )
    raw = weights["_blocks.3._depthwise_conv.weight"].sum((1, 2, 3))  # its answer to a field of ones
    wanted = (raw - mean) / np.sqrt(variance + 1e-3) * gain + shift
    np.testing.assert_allclose(kernel.sum((1, 2, 3)) + bias, wanted, rtol=1e-4, atol=1e-4)


def test_the_graph_is_valid_and_says_its_interface(weights):
    import onnx

    model = build_onnx(weights)
    onnx.checker.check_model(model, full_check=True)
    assert [(i.name, i.type.tensor_type.elem_type) for i in model.graph.input] == [("picture", onnx.TensorProto.UINT8)]
    assert [o.name for o in model.graph.output] == ["features"]
    assert not [node for node in model.graph.node if node.op_type == "BatchNormalization"]
    assert model.graph.output[0].type.tensor_type.shape.dim[1].dim_value == lite0.FEATURES


def logits(session, weights, shown):
    matrix, bias = classes(weights)
    return session.run(None, {"picture": shown[None]})[0][0] @ matrix + bias


def test_it_knows_a_cat_when_it_sees_one(session, weights):
    import cv2
    from skimage.data import chelsea

    cat = cv2.resize(chelsea(), (224, 224), interpolation=cv2.INTER_AREA)
    assert int(logits(session, weights, cat).argmax()) in CATS


@pytest.mark.data
def test_real_cats_and_dogs_land_among_cats_and_dogs(session, weights, data):
    import cv2

    right = []
    for name, wanted in (("cat", CATS), ("dog", DOGS)):
        for path in sorted((data / "dogcat" / "test" / name).iterdir())[:40]:
            shown = cv2.resize(cv2.imread(str(path), cv2.IMREAD_COLOR_RGB), (224, 224), interpolation=cv2.INTER_AREA)
            right.append(int(logits(session, weights, shown).argmax()) in wanted)
    assert np.mean(right) >= 0.75  # 0.878 of all 1,000; the rest shows baskets, cushions and leads
