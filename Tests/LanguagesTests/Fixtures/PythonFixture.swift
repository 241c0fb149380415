enum PythonFixture {
    /// Every construct of Python that the queries know.
    static let source = #"""
        """Shapes: the module docstring."""
        from __future__ import annotations

        import os.path
        import numpy as np, sys
        from typing import TYPE_CHECKING, Dict as D
        from . import sibling
        from ..pkg.mod import (one, two as deux)
        from helpers import *

        LIMIT = 10
        #: A documented variable.
        counter: int = 0
        plugin = importlib.import_module("plugins.main")
        first, (second, *rest) = 1, (2, 3)
        chained = linked = compute()
        double = lambda x: x * 2
        Vector = list[float]
        type Pair[T] = tuple[T, T]
        T = TypeVar("T")
        Point = namedtuple("Point", "x y")
        Alias: TypeAlias = "D[str, int]"
        __all__ = ["Shape"]

        if TYPE_CHECKING:
            from collections.abc import Iterable
            fallback = None
        else:
            fallback = object()

        try:
            import json
        except ImportError as problem:
            json = None


        class Color(enum.Enum):
            """Colors."""

            RED = 1
            GREEN = auto()

            def label(self) -> str:
                return self.name.lower()


        @dataclass(frozen=True)
        class Shape(Base, metaclass=abc.ABCMeta):
            """A shape."""

            sides: int
            name: str = "shape"
            """The name."""
            KINDS = ("a", "b")
            __slots__ = ()

            def __init__(self, sides: int, *args: Any, scale=LIMIT, **kwargs):
                self.sides = sides
                self._cache: Dict[str, "Shape"] = {}
                left, right = args

            @property
            def area(self) -> float | None:
                """The area."""
                return np.sqrt(self._area) + scale_by(self.sides)

            @area.setter
            def area(self, value):
                self._area = value

            @staticmethod
            @trace(level=LIMIT)
            async def load(path: os.PathLike) -> Iterable[Shape]:
                async with opened(path) as handle:
                    return [Shape(int(line)) async for line in handle if line]

            class Inner:
                depth = 0

                def deep(self): ...


        def outer(a, /, b=1, *, c: Optional[Shape] = None):
            """Outer."""
            local = a + b

            def inner(d):
                nonlocal local
                local = d
                return inner

            for index, item in enumerate(c):
                print(f"{index}: {item!r}")
            match c:
                case Shape(sides=3) as triangle:
                    raise ValueError(triangle) from None
                case [x, *others] if x > LIMIT:
                    del others[0]
            try:
                global counter
                counter += 1
            except (KeyError, os.error) as error:
                assert error, LIMIT
            return {k: v for k, v in sorted(b)} or (y := inner)


        @fixture
        def resource():
            yield Shape(3)


        @pytest.mark.parametrize("n", [1, 2])
        def test_area(n, resource):
            assert resource.area == n


        class TestShape:
            def test_sides(self):
                pass

            def helper(self):
                pass


        class ShapeCase(unittest.TestCase):
            def setUp(self):
                self.shape = Shape(4)

            @skip
            def test_name(self):
                self.assertEqual(self.shape.name, "shape")

        """#
}
