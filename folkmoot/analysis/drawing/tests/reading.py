"""Reading a drawing back as XML, the way a browser and a screen reader would."""

from xml.etree import ElementTree

from folkmoot.analysis.drawing import lettering

SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN = {"script", "style", "foreignObject", "image", "use", "animate", "set", "iframe"}


def parse(drawing):
    return ElementTree.fromstring(drawing.svg)


def find(root, name):
    return root.iter(SVG + name)


def size(root):
    return tuple(map(float, root.get("viewBox").split()[2:]))


def words(root):
    """All that is written in the picture, without tool tips and descriptions."""
    return [" ".join(" ".join(each.itertext()).split()) for each in find(root, "text")]


def check(drawing):
    """What must hold for every drawing, whatever is in it."""
    root = parse(drawing)
    width, height = size(root)
    assert root.get("width") is None
    assert root.get("height") is None
    assert root.get("role") in {"img", "group"}
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= set(ids)
    for each in root.iter():
        assert each.tag.removeprefix(SVG) not in FORBIDDEN
        assert not [name for name in each.attrib if name == "style" or name.startswith("on")]
        assert each.tag != SVG + "a" or (each.get("href") and each.get("aria-label"))
    for text in find(root, "text"):
        _check_text(text, width, height)
    assert all(len(row) == len(drawing.table.head) for row in drawing.table.rows)
    return root


def _check_text(text, width, height):
    letters = float(text.get("font-size"))
    assert letters >= lettering.SMALLEST
    lines = [each.text or "" for each in text] or [text.text or ""]
    x, y = float(text.get("x")), float(text.get("y"))
    for line in lines:
        long = lettering.width_of(line, letters, bold=text.get("font-weight") == "bold")
        left = {None: x, "middle": x - long / 2, "end": x - long}[text.get("text-anchor")]
        assert left >= -0.5, line
        assert left + long <= width + 0.5, line
    assert y > 0
    assert y + (len(lines) - 1) * letters * lettering.LINE <= height + 0.5
