/// A piece of code in each language that has queries: declarations of all kinds, which make sense
/// one after the other any number of times.
enum TestSamples {
    static let all = [
        "python": """
        import os.path as p
        from .a import b, c as d
        LIMIT: int = 3
        x, y = 1, f(2)
        @deco(1)
        class A(B, Enum):
            '''Doc.'''
            red = 1
            @property
            def f(self, a=1, *args, k: int, **kw) -> int:
                def inner(): return a
                self.z = [g(a) for a in x if a]
                return inner().z
            def __init__(self):
                self.count = self.count + 1
        if x:
            y = lambda q: q + 1
        try:
            z = 1
        except (E1, m.E2) as e:
            z = 2

        """
    ]
}
