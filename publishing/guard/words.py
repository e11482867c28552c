class _Words(dict):
    def __missing__(self, key):
        return f"[{key}]"


REASONS = _Words()
ADVICE = _Words()
