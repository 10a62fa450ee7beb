import pytest

from tests.access.scene import Scene, set_scene
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return set_scene(cast)
