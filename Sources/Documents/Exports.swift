@_exported import Gradfig
@_exported import Markdown
