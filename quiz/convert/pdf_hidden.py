"""The text of a PDF page that nobody sees: off the page, clipped away, covered, without colour or white on white."""

import ctypes
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from quiz.convert.pdf_drawings import MOST_BOXES, MOST_OBJECTS, Rule, straightness

DEEPEST: Final = 4
"""How many forms may be around an object."""
Matrix = tuple[float, float, float, float, float, float]
EVERYWHERE: Final[Rule] = (-1e9, -1e9, 1e9, 1e9)


class Drawn(NamedTuple):
    """An object of a page, where it is seen, and where it would be if nothing clipped it."""

    raw: Any
    kind: int
    seen: Rule
    whole: Rule


def hidden_texts(page: Any) -> set[int]:
    """The text objects (by address) that cannot be seen. Invisible text on a picture is kept: a scan has it."""
    import pypdfium2.raw as pdfium

    texts, hidden, invisible = dict[int, Rule](), set[int](), dict[int, Rule]()
    shapes, pictures, covers = list[Rule](), list[Rule](), 0
    for drawn in _objects(page):
        if drawn.kind != pdfium.FPDF_PAGEOBJ_TEXT:
            shapes.append(drawn.seen)
            if drawn.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                pictures.append(drawn.seen)
            elif texts and covers < MOST_BOXES and _covers(drawn.raw):
                covers += 1
                hidden.update(text for text, place in texts.items() if _within(place, drawn.seen))
        elif _area(drawn.whole) > 0:
            address = address_of(drawn.raw)
            texts[address] = drawn.whole
            if _area(drawn.seen) <= 0:
                hidden.add(address)
            elif pdfium.FPDFTextObj_GetTextRenderMode(drawn.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                invisible[address] = drawn.whole
            elif _is_white(drawn.raw) and not any(_area(_shared(drawn.whole, one)) > 0 for one in shapes):
                hidden.add(address)
    on_pictures = {text for text, place in invisible.items() for one in pictures if _area(_shared(place, one)) > 0}
    return hidden | (set(invisible) - on_pictures)


def address_of(drawn: Any) -> int:
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0


def _objects(page: Any) -> Iterator[Drawn]:
    """The objects of a page in the order they are drawn, with those of its forms."""
    import pypdfium2.raw as pdfium

    edges, rest = [ctypes.c_float() for _ in range(4)], MOST_OBJECTS

    def inside(count: int, get: Any, parent: Any, matrix: Matrix | None, clip: Rule, depth: int) -> Iterator[Drawn]:
        nonlocal rest
        for i in range(count):
            rest -= 1
            if rest < 0:
                return
            raw = get(parent, i)
            kind = pdfium.FPDFPageObj_GetType(raw)
            if not pdfium.FPDFPageObj_GetBounds(raw, *edges):
                continue
            left, bottom, right, top = (edge.value for edge in edges)
            whole = _moved((left, bottom, right, top), matrix)
            own = _clip(raw)
            seen = _shared(clip, _moved(own, matrix) if own else EVERYWHERE)
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield Drawn(raw, kind, _shared(whole, seen), whole)
            elif depth < DEEPEST:
                many, get_part = pdfium.FPDFFormObj_CountObjects(raw), pdfium.FPDFFormObj_GetObject
                yield from inside(many, get_part, raw, _joined(raw, matrix), seen, depth + 1)

    many, get = pdfium.FPDFPage_CountObjects(page.raw), pdfium.FPDFPage_GetObject
    return inside(many, get, page.raw, None, page.get_cropbox(), 0)


def _clip(raw: Any) -> Rule | None:
    """The box that an object is clipped to, if it is."""
    import pypdfium2.raw as pdfium

    clip, box = pdfium.FPDFPageObj_GetClipPath(raw), None
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(pdfium.FPDFClipPath_CountPaths(clip)):
        points = list[tuple[float, float]]()
        for i in range(min(pdfium.FPDFClipPath_CountPathSegments(clip, path), MOST_OBJECTS)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, i), x, y)
            points.append((x.value, y.value))
        if points:
            box = _shared(box or EVERYWHERE, _around(points))
    return box


def _joined(form: Any, matrix: Matrix | None) -> Matrix | None:
    """The matrix of a form within another."""
    import pypdfium2.raw as pdfium

    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, own)
    a, b, c, d, e, f = own.a, own.b, own.c, own.d, own.e, own.f
    if matrix is None:
        return a, b, c, d, e, f
    a2, b2, c2, d2, e2, f2 = matrix
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def _moved(box: Rule, matrix: Matrix | None) -> Rule:
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    return _around([(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)])


def _around(points: list[tuple[float, float]]) -> Rule:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _covers(path: Any) -> bool:
    """Whether a shape is a filled rectangle that nothing is seen through."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFPageObj_GetType(path) != pdfium.FPDF_PAGEOBJ_PATH or pdfium.FPDFPageObj_HasTransparency(path):
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value) and _fill(path)[3] == 255 and straightness(path) > 1


def _is_white(text: Any) -> bool:
    *colours, opaque = _fill(text)
    return not opaque or min(colours) > 250


def _fill(drawn: Any) -> list[int]:
    import pypdfium2.raw as pdfium

    values = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(drawn, *values)
    return [value.value for value in values]


def _shared(box: Rule, other: Rule) -> Rule:
    return max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3])


def _area(box: Rule) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _within(box: Rule, other: Rule) -> bool:
    return all(abs(edge - whole) < 1 for edge, whole in zip(_shared(box, other), box, strict=True))
