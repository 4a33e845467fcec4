"""A scene that cannot be rendered as asked."""

WORKER = "worker"  # the kind of what this Blender lacks and another may have


class Refusal(Exception):
    """Says what is wrong and what to do; `kind` is one of the farm's failure kinds."""

    def __init__(self, message, kind="scene"):
        super().__init__(message)
        self.kind = kind


def quoted(names):
    """Names for a person: `"A", "B"`, cut where there are very many."""
    names = list(names)
    shown = ", ".join(f'"{name}"' for name in names[:20])
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "") or "none"
