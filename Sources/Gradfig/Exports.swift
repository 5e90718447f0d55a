// `import Gradfig` is enough to build a graph, choose what a figure shows, and write it.

@_exported import ComputationalGraph
@_exported import Diagnostics
@_exported import FigureTemplate
@_exported import MathTypesetting
@_exported import Symbolic

@_exported import enum Drawing.DrawingError
@_exported import struct Drawing.Origin
@_exported import struct Drawing.Stamp
@_exported import struct Fingerprint.Digest
@_exported import struct Graphviz.GraphvizError
@_exported import enum Scene.ColorScheme
