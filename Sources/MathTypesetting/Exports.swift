// `import MathTypesetting` is enough to read formulas and their errors.

@_exported import Diagnostics
