"""The square that a phone scans, as path data: the screens draw it, since no page takes HTML from a script."""

import io

import segno


def square(text: str) -> dict[str, int | str]:
    """Size of the square in modules, quiet zone of four included, and the path of its dark modules (stroke width 1)."""
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", border=4, xmldecl=False, svgns=False, omitsize=True, svgclass=None, lineclass=None)
    path = out.getvalue().decode().partition(' d="')[2].partition('"')[0]
    width, _ = code.symbol_size(border=4)
    return {"size": int(width), "path": path}
