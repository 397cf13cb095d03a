"""What Countersign costs beside its peers, as ratios measured in one run."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from benchmarks import admission, bundle, pages, register, tiles, tree, verification, views
from benchmarks.report import Result

BENCHMARKS: Final[Mapping[str, Callable[..., Iterator[Result | str]]]] = {
    "admission": admission.run,
    "verification": verification.run,
    "views": views.run,
    "tree": tree.run,
    "register": register.run,
    "pages": pages.run,
    "tiles": tiles.run,
    "bundle": bundle.run,
}
"""By name, each called with `quick`."""
