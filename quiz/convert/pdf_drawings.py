"""What is drawn on a PDF page besides its characters: lines, boxes, bullets and pictures."""

import ctypes
from collections import Counter
from math import pi
from typing import Any, Final, NamedTuple

THIN: Final = 3
LEAST_BOX: Final = 12
SMALLEST_BULLET: Final = 2
LARGEST_BULLET: Final = 10
MOST_OBJECTS: Final = 5000
MOST_BOXES: Final = 60
"""A page with more of them has a chart."""
MOST_SEGMENTS: Final = 20

Rule = tuple[float, float, float, float]
"""A straight line or a box: left, bottom, right, top."""


class Drawings(NamedTuple):
    """The straight lines of a page, with the edges of boxes; boxes and bullets; the number of pictures."""

    rules: list[Rule]
    boxes: list[Rule]
    bullets: list[Rule]
    pictures: int


class Turned:
    """Positions on the page as people see it; the file may rotate it."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_mediabox()
        self.rotation, self.width, self.height = page.get_rotation() // 90, right - left, top - bottom
        self.angle = -self.rotation * pi / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (y, self.width - x), (self.width - x, self.height - y), (self.height - y, x))[self.rotation]

    def box(self, left: float, bottom: float, right: float, top: float) -> Rule:
        (x, y), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return min(x, x2), min(y, y2), max(x, x2), max(y, y2)


def drawings_of(page: Any, turned: Turned) -> Drawings:
    import pypdfium2.raw as pdfium

    rules, boxes, frames, small, pictures = list[Rule](), list[Rule](), list[Rule](), list[Rule](), 0
    edges = [ctypes.c_float() for _ in range(4)]
    for i in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, i)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind != pdfium.FPDF_PAGEOBJ_PATH or not pdfium.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        place = left, bottom, right, top = turned.box(*(edge.value for edge in edges))
        width, height = right - left, top - bottom
        if SMALLEST_BULLET < min(width, height) <= max(width, height) < LARGEST_BULLET:
            small.append(place)
        if min(width, height) < THIN:
            rules.append(place)
        elif min(width, height) < LEAST_BOX or (width > 0.7 * turned.width and height > 0.7 * turned.height):
            continue  # a frame around the page
        elif straight := straightness(drawn):
            boxes.append(place)
            frames += [place] if straight > 1 else []
    kinds = {(round(left), round(right - left), round(bottom / 6)) for left, bottom, right, _ in small}
    alike = Counter((left + step, width) for left, width, _ in kinds for step in (-1, 0, 1))
    bullets = [one for one in small if alike[round(one[0]), round(one[2] - one[0])] > 1]
    few = len(boxes) <= MOST_BOXES
    for left, bottom, right, top in frames:
        if not (few and any(_overlap((left, bottom, right, top), other) for other in frames)):
            rules += [(left, bottom, right, bottom), (left, top, right, top)]
            rules += [(left, bottom, left, top), (right, bottom, right, top)]
    return Drawings(rules, boxes if few else [], bullets, pictures)


def _overlap(box: Rule, other: Rule) -> bool:
    """Whether boxes lie on each other in part. Such boxes are no cells of a table."""
    shared = max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3])
    is_part = shared[2] - shared[0] > THIN and shared[3] - shared[1] > THIN
    return is_part and not any(
        all(abs(edge - whole) < THIN for edge, whole in zip(shared, one, strict=True)) for one in (box, other)
    )


def straightness(path: Any) -> int:
    """2 for a rectangle, which may have round corners, 1 for another shape of straight lines, 0 for other shapes."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(path)
    if not 3 < count <= MOST_SEGMENTS:
        return 0
    x, y, kinds = ctypes.c_float(), ctypes.c_float(), Counter[int]()
    before, slanted = (0.0, 0.0), False
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            slanted |= min(abs(x.value - before[0]), abs(y.value - before[1])) > 1
        kinds[kind] += 1
        before = x.value, y.value
    lines, curves = kinds[pdfium.FPDF_SEGMENT_LINETO], kinds[pdfium.FPDF_SEGMENT_BEZIERTO]
    return 2 if lines > 2 and not slanted else int(not curves)
