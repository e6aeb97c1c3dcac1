"""The trace as a picture: from what people said to what was done, every card and band a link.

Source of the form: the flow diagrams of M. H. P. R. Sankey (1898), Minutes of Proceedings of the
Institution of Civil Engineers 134.
"""

from collections.abc import Sequence

from .drawing import DataTable, Drawing
from .flow_narrow import draw_narrow
from .flow_parts import Band, Column, Flow
from .flow_wide import draw_wide
from .svg import key_of, picture

NARROW = 640.0


def flow(
    columns: Sequence[Column],
    bands: Sequence[Band],
    *,
    title: str,
    description: str,
    head: tuple[str, str, str],
    hidden: str = "",
    width: float = 1000,
) -> Drawing:
    """Columns from left to right with bands as thick as their number; below 640 units from top to bottom.

    Every node and band with an address is a link with an accessible name. The height follows the number of
    cards; columns of more than 20 have smaller cards. `head` names the table's columns: from, to, number.
    `hidden` is said in place of a suppressed number, whose band is as thin as can be and dashed.

    Raises ValueError for a key used twice, an unknown key, a band that does not go forward, a negative
    number, a suppressed number without `hidden`, no column at all, or an address that is not one.

    >>> from .flow_parts import Node
    >>> said = Column("What people said", (Node("hours", "Opening hours", 1120, "/themes/1/"),))
    >>> did = Column("What we did", (Node("late", "Open until 8pm", 2, "/commitments/1/", "Done", "done"),))
    >>> drawing = flow([said, did], [Band("hours", "late", 1120)], title="Trace", description="",
    ...                head=("From", "To", "Contributions"))
    >>> drawing.table.rows
    (('Opening hours', 'Open until 8pm', '1,120'),)
    """
    if not columns:
        raise ValueError("a flow needs at least one column")
    parts = Flow.of(columns, bands, hidden)
    draw = draw_narrow if width < NARROW else draw_wide
    body, height = draw(parts, width)
    svg = picture(
        body,
        kind="flow",
        key=key_of("flow", tuple(columns), tuple(bands), title, width),
        width=width,
        height=height,
        title=title,
        description=description,
        has_links=True,
    )
    rows = tuple(
        (parts.node[band.source].label, parts.node[band.target].label, parts.said(band.n)) for band in bands
    )
    return Drawing(svg, title, description, DataTable(title, head, rows))
