"""An ear over an invented pack, for tests of understanding."""

from dataclasses import dataclass, field

from knowledge.places import Division, Gazetteer
from knowledge.understanding import Ear


@dataclass
class FewProgrammes:
    """The part of a pack that an ear reads."""

    programmes: dict = field(default_factory=dict)


PLACES = (
    Division("99", "示范省", "province"),
    Division("9901", "示范市", "city"),
    Division("990101", "示范县", "county"),
    Division("990101101", "北张乡", "township"),
    Division("990101101201", "北张村", "village"),
)


def an_ear(cache_dir, embedder=None, programmes=None, models=None):
    """An ear that knows the invented 示范县."""
    places = Gazetteer(PLACES, "990101")
    return Ear(FewProgrammes(programmes or {}), places, embedder, cache_dir, models)
