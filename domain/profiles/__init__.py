"""One authority's procedure per TOML file, and the code that reads it.

Two profiles ship: `hertfordshire` (profile A of the requirements) and `standard` (profile B).
Both have the same parameters; what a procedure does not state is written "not stated", and what
is a default of ours is named, with its reason, under `[not_from_seed]`.
"""

from importlib.resources import files

from domain.profiles.model import Parameter, Profile, UnknownParameter
from domain.profiles.reading import Problem, ProfileInvalid, load_profile
from domain.profiles.roles import AgencyKind, Role

__all__ = [
    "AgencyKind",
    "Parameter",
    "Problem",
    "Profile",
    "ProfileInvalid",
    "Role",
    "UnknownParameter",
    "load_profile",
    "shipped_profiles",
]

_SUFFIX = ".toml"


def shipped_profiles() -> dict[str, str]:
    """The TOML text of every profile in this package, by its name."""
    return {
        entry.name.removesuffix(_SUFFIX): entry.read_text(encoding="utf-8")
        for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(_SUFFIX)
    }
