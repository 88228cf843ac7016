"""Turns an OpenType font with cubic (CFF) outlines into a TrueType font.

Called by build.ts: otf-to-ttf.py SOURCE.otf TARGET.ttf
The harfbuzz subsetter refuses the Fandol CFF table, and the portal's own PDF
subsetter copies `glyf` records, so the body font has to be TrueType.
"""

import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

MAX_ERROR_UNITS = 2.0


def convert(source, target):
    font = TTFont(source)
    order = font.getGlyphOrder()
    glyph_set = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, MAX_ERROR_UNITS, reverse_direction=True))
        glyphs[name] = pen.glyph()

    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    font["loca"] = newTable("loca")
    for name in order:
        glyphs[name].recalcBounds(glyf)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyphs[name], "xMin", 0))

    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs "
        "maxStackElements maxSizeOfInstructions maxComponentElements"
    ).split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1

    post = font["post"]
    post.formatType = 3.0
    for table in ("CFF ", "VORG", "DSIG", "GSUB", "GPOS", "vhea", "vmtx", "BASE"):
        if table in font:
            del font[table]
    font.sfntVersion = "\000\001\000\000"
    # A fixed date: the same sources give the same bytes.
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    convert(sys.argv[1], sys.argv[2])
