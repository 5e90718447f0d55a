// `import Documents` is enough to build documents with their figures.

@_exported import Gradfig
@_exported import Markdown
